"""In a new Debian root (debootstrap, as root): the Debian package with nothing but what it asks for, in and out again; and the sdist
built by an ordinary user with a compiler and Python alone."""

import os
import pathlib
import shutil
import sys
import tempfile

import packages
from common import SAMPLE, TOOLS, WHEELS, expected, repository, run

if not os.environ.get("ZENLINT_FULL") or os.geteuid() != 0 or not shutil.which("debootstrap"):
    print("skipped: makes a Debian root, as root by debootstrap; ./zen test --all runs it where that can be")
    sys.exit(77)

CHECK = ["check", "--isolated", "--no-cache", "--output-format", "json", "sample.py"]


def main():
    codename = next(line.split("=")[1].strip() for line in open("/etc/os-release") if line.startswith("VERSION_CODENAME="))
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        os.chmod(folder, 0o755)
        root = folder / "root"
        run("debootstrap", "--variant=minbase", "--include=g++,python3-venv", codename, root)
        (root / "work").mkdir(mode=0o777)
        (root / "work/sample.py").write_text(SAMPLE)
        os.chmod(root / "work", 0o777)

        def inside(*words, expect=0, user="root"):
            words = ["chroot", f"--userspec={user}", root, "env", "-C", "/work", "HOME=/work", *words]
            return run(*words, expect=expect)

        deb, _ = packages.packed(folder)
        shutil.copy(deb, root / "work/zenlint.deb")
        wanted = run("dpkg-deb", "--field", deb, "Depends").split(",")
        missing = [word.split()[0] for word in wanted if word.split()[0] not in ("libc6", "libstdc++6", "libgcc-s1")]
        if missing:
            inside("apt-get", "-q", "-y", "install", *missing)
        before = files(root)
        inside("dpkg", "--install", "zenlint.deb")
        assert inside("zenlint", *CHECK, expect=1) == expected()
        inside("dpkg", "--purge", "zenlint")
        left = files(root) - before
        assert not {path for path in left if not path.startswith("var/")}, left
        print("package: ok")

        repository(folder / "clone")
        run(TOOLS / "bin/python", "-m", "build", "--sdist", "--outdir", folder / "dist", folder / "clone")
        [sdist] = (folder / "dist").glob("*.tar.gz")
        shutil.copy(sdist, root / "work")
        shutil.copytree(WHEELS, root / "work/wheels")
        run(TOOLS / "bin/pip", "download", "--quiet", "-d", root / "work/wheels", "cmake", "ninja", "scikit-build-core", "pip")
        inside("python3", "-m", "venv", "venv", user="nobody")
        inside("env", "PIP_NO_INDEX=1", "PIP_FIND_LINKS=/work/wheels", "SKBUILD_CMAKE_DEFINE=CMAKE_INTERPROCEDURAL_OPTIMIZATION=OFF",
               "venv/bin/pip", "install", "--quiet", sdist.name, user="nobody")
        assert inside("venv/bin/zenlint", *CHECK, expect=1, user="nobody") == expected()
        assert inside("venv/bin/python", "-m", "zenlint", *CHECK, expect=1, user="nobody") == expected()
        print("sdist: ok")


def files(root):
    return {str(path.relative_to(root)) for top in ("etc", "opt", "usr", "var/lib") for path in (root / top).rglob("*")}


main()
