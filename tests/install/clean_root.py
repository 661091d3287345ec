"""In a new Debian root (debootstrap, as root): the Debian package and the tarball with nothing but what they ask for, in and
out again; and the sdist, built by an ordinary user with a compiler and Python alone."""

import functools
import pathlib
import shutil
import tempfile

import packages
import root
from common import CHECK, QUICK, SAMPLE, TOOLS, WHEELS, repository, run, same

root.possible()
FINDINGS = [*CHECK, "json", "sample.py"]


def main():
    codename = next(line.split("=")[1].strip() for line in open("/etc/os-release") if line.startswith("VERSION_CODENAME="))
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        folder.chmod(0o755)
        debian = folder / "debian"
        root.make(debian, codename, "g++", "python3-venv")
        (debian / "work").mkdir()
        (debian / "work").chmod(0o777)
        (debian / "work/sample.py").write_text(SAMPLE)
        inside = functools.partial(root.inside, debian)

        deb, tarball = packages.packed(folder)
        shutil.copy(deb, debian / "work/zenlint.deb")
        shutil.copy(tarball, debian / "work/zenlint.tar.gz")
        wanted = run("dpkg-deb", "--field", deb, "Depends").split(",")
        missing = [word.split()[0] for word in wanted if word.split()[0] not in ("libc6", "libstdc++6", "libgcc-s1")]
        if missing:
            inside("apt-get", "-q", "update")
            inside("apt-get", "-q", "-y", "install", *missing)
        before = files(debian)
        inside("dpkg", "--install", "zenlint.deb")
        same(inside("zenlint", *FINDINGS, expect=1), "the Debian package")
        inside("dpkg", "--purge", "zenlint")
        left = files(debian) - before
        assert not {path for path in left if not path.startswith("var/")}, left
        print("package: ok")

        inside("tar", "-xzf", "zenlint.tar.gz", "-C", "/opt")
        [program] = (debian / "opt").glob("zenlint-*/**/bin/zenlint")
        same(inside(f"/{program.relative_to(debian)}", *FINDINGS, expect=1), "the tarball")
        inside("sh", "-c", "rm -r /opt/zenlint-*")
        assert not (files(debian) - before - left), files(debian) - before
        print("tarball: ok")

        repository(folder / "clone")
        run(TOOLS / "bin/python", "-m", "build", "--sdist", "--outdir", folder / "dist", folder / "clone")
        [sdist] = (folder / "dist").glob("*.tar.gz")
        shutil.copy(sdist, debian / "work")
        shutil.copytree(WHEELS, debian / "work/wheels")
        run(TOOLS / "bin/pip", "download", "--quiet", "-d", debian / "work/wheels", "cmake", "ninja", "scikit-build-core", "pip")
        inside("python3", "-m", "venv", "venv", user="nobody")
        inside("env", "PIP_NO_INDEX=1", "PIP_FIND_LINKS=/work/wheels", f"SKBUILD_CMAKE_DEFINE={QUICK}",
               "venv/bin/pip", "install", "--quiet", sdist.name, user="nobody")
        same(inside("venv/bin/zenlint", *FINDINGS, expect=1, user="nobody"), "the sdist")
        same(inside("venv/bin/python", "-m", "zenlint", *FINDINGS, expect=1, user="nobody"), "the sdist as a module")
        print("sdist: ok")


def files(folder):
    return {str(path.relative_to(folder)) for top in ("etc", "opt", "usr", "var/lib") for path in (folder / top).rglob("*")}


main()
