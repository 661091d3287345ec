"""A Debian root file system of its own for a test, made by debootstrap as root: as bare as a container's image, but for what makes
this machine's network work."""

import os
import pathlib
import shutil
import sys

from common import run

SOURCES = """Types: deb
URIs: http://deb.debian.org/debian
Suites: {0} {0}-updates
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

Types: deb
URIs: http://deb.debian.org/debian-security
Suites: {0}-security
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
"""


def possible():
    """Whether there can be such roots, which takes long too; ends the test as skipped otherwise."""
    if not os.environ.get("ZENLINT_FULL") or os.geteuid() != 0 or not shutil.which("debootstrap"):
        print("skipped: makes a Debian root, as root by debootstrap; ./zen test --all runs it where that can be")
        sys.exit(77)


def make(folder, codename, *packages):
    """Makes a root of that release in a folder that is not there yet."""
    run("debootstrap", "--variant=minbase", *([f"--include={','.join(packages)}"] if packages else []), codename, folder)
    (folder / "etc/apt/sources.list").unlink(missing_ok=True)
    (folder / "etc/apt/sources.list.d/debian.sources").write_text(SOURCES.format(codename))
    shutil.copy("/etc/resolv.conf", folder / "etc/resolv.conf")
    own = pathlib.Path("/usr/local/share/ca-certificates")  # taken up when the package ca-certificates is installed
    if own.is_dir():
        shutil.copytree(own, folder / "usr/local/share/ca-certificates", dirs_exist_ok=True)


def inside(root, *words, user="root", folder="/work", expect=0):
    """Runs a command in a root, in a folder of it, and returns its output. Its /proc is gone with the command."""
    script = 'mount -t proc proc "$0/proc" && exec chroot --userspec="$1" "$0" env -i -C "$2" "${@:3}"'
    path = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    environment = {**os.environ, "PATH": f"{os.environ['PATH']}:/usr/sbin:/sbin"}
    return run("unshare", "--mount", "bash", "-c", script, root, user, folder, path, f"HOME={folder}", *words, expect=expect, env=environment)
