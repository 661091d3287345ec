"""The Debian package and the tarball: made of the build at hand, put into an empty root, run, and gone without a trace."""

import os
import pathlib
import subprocess
import tempfile

from common import BUILD, ROOT, SAMPLE, checked, run


def packed(folder):
    """Both packages, made by CPack."""
    run("cmake", "-S", ROOT, "-B", folder / "pack", "-G", "Ninja", f"-DZENLINT_PREBUILT={BUILD}")
    run("cpack", "-B", folder / "out", cwd=folder / "pack")
    [deb], [tarball] = (folder / "out").glob("*.deb"), (folder / "out").glob("*.tar.gz")
    return deb, tarball


def tree(root):
    return sorted(str(path.relative_to(root)) for path in root.rglob("*"))


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "sample.py").write_text(SAMPLE)
        deb, tarball = packed(folder)
        fields = run("dpkg-deb", "--field", deb)
        assert "Package: zenlint" in fields and "libc6" in fields, fields

        root = folder / "root"
        for part in ("var/lib/dpkg/info", "var/lib/dpkg/updates", "usr/share"):
            (root / part).mkdir(parents=True)
        (root / "var/lib/dpkg/status").write_text("")
        # There is no C library in that root; clean_root.py has one.
        dpkg = ["dpkg", f"--root={root}", "--force-depends", "--force-not-root", "--force-script-chrootless", "--log=/dev/null"]
        environment = {**os.environ, "PATH": f"{os.environ['PATH']}:/usr/sbin:/sbin"}
        before = [path for path in tree(root) if not path.startswith("var/lib/dpkg")]
        run(*dpkg, "--install", deb, env=environment)
        checked(root / "usr/bin/zenlint", folder=folder)
        installed = tree(root)
        for part in ("usr/share/man/man1/zenlint.1.gz", "usr/share/bash-completion/completions/zenlint",
                     "usr/share/zsh/vendor-completions/_zenlint", "usr/share/doc/zenlint/copyright"):
            assert part in installed, f"{part} is not among {installed}"
        run(*dpkg, "--purge", "zenlint", env=environment)
        after = [path for path in tree(root) if not path.startswith("var/lib/dpkg")]
        assert set(after) <= set(before), f"left behind: {set(after) - set(before)}"
        assert not list((root / "var/lib/dpkg/info").glob("zenlint*"))
        print(f"{deb.name}: ok")

        unpacked = folder / "unpacked"
        unpacked.mkdir()
        subprocess.run(["tar", "xzf", tarball, "-C", unpacked], check=True)
        [program] = unpacked.glob("**/bin/zenlint")
        checked(program, folder=folder)
        print(f"{tarball.name}: ok")


if __name__ == "__main__":
    main()
