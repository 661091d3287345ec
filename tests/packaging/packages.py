"""What packaging/ makes of wheels, for every target: npm packages whose launcher finds the program of this platform, archives
that are the same bytes each time, and the files of the mirror for pre-commit. The wheels are made up, with a script as program."""

import hashlib
import json
import os
import pathlib
import platform
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "packaging"))
sys.dont_write_bytecode = True
import zip as zips  # noqa: E402
from targets import TARGETS  # noqa: E402

LIBRARIES = {target.library for target in TARGETS}
SCRIPT = '#!/bin/sh\necho "ran with $*"\nexit 3\n'


def run(*command, **options):
    return subprocess.run([str(word) for word in command], check=True, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}, **options)


def made_up(folder):
    for target in TARGETS:
        wheel = folder / f"zenlint-0.1.0-py3-none-{target.tag}.whl"
        with zipfile.ZipFile(wheel, "w") as archive:
            archive.writestr(f"zenlint-0.1.0.data/scripts/{target.program}", SCRIPT)
            archive.writestr(f"zenlint/{target.library}", "a library")
            archive.writestr("zenlint-0.1.0.dist-info/licenses/LICENSE", "free")
            archive.writestr("zenlint/licenses/other.txt", "free too")
        yield wheel


def npm(folder, wheels):
    out = folder / "npm"
    run(sys.executable, ROOT / "packaging/npm.py", out, *wheels)
    launcher = json.loads((out / "zenlint/package.json").read_text())
    assert len(launcher["optionalDependencies"]) == len(TARGETS), launcher
    assert set(launcher["optionalDependencies"].values()) == {"0.1.0"}
    for package in out.iterdir():
        described = json.loads((package / "package.json").read_text())
        assert package.name == "zenlint" or described["name"] in launcher["optionalDependencies"], described
        libraries = [f.name for f in package.iterdir() if f.name in LIBRARIES]
        assert len(libraries) == (package.name != "zenlint"), (package, libraries)
    if not shutil.which("node"):
        print("npm: the launcher is not run, there is no node")
        return
    modules = folder / "node_modules"
    shutil.copytree(out / "zenlint", modules / "zenlint")
    script = modules / "zenlint/zenlint.js"
    missing = subprocess.run(["node", script], capture_output=True, text=True)
    assert missing.returncode == 2 and "is not installed" in missing.stderr, missing
    processor = {"x86_64": "x64", "aarch64": "arm64", "i686": "ia32"}[platform.machine()]
    libc = "" if platform.libc_ver()[0] == "glibc" else "-musl"
    name = f"linux-{processor}{libc}"
    shutil.copytree(out / name, modules / "@zenlint" / name)
    found = subprocess.run(["node", script, "check", "a b"], capture_output=True, text=True)
    assert (found.returncode, found.stdout) == (3, "ran with check a b\n"), found


def archives(folder, wheels):
    first, second = folder / "archives", folder / "again"
    for out in (first, second):
        run(sys.executable, ROOT / "packaging/release.py", "archives", out, *wheels)
    names = sorted(f.name for f in first.iterdir())
    assert len(names) == len(TARGETS) + 1, names
    for name in names:
        assert (first / name).read_bytes() == (second / name).read_bytes(), f"{name} differs"
    for line in (first / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((first / name).read_bytes()).hexdigest() == digest, name
    with tarfile.open(first / "zenlint-0.1.0-linux-x86_64.tar.gz") as archive:
        program = archive.getmember("zenlint-0.1.0-linux-x86_64/zenlint")
        assert program.mode == 0o755 and archive.extractfile(program).read().decode() == SCRIPT
        assert archive.getmember("zenlint-0.1.0-linux-x86_64/libzenlint.so").mode == 0o644


def zip_files(folder):
    """Other programs read the zips that packaging/zip.py writes."""
    files = {"a/löwe.txt": ("ü" * 100_000).encode(), "program": b"x", "empty": b""}
    modes = dict(zip(files, (0o644, 0o755, 0o644)))
    for name in ("one.zip", "two.zip"):
        zips.write(folder / name, ((name, data, modes[name]) for name, data in files.items()))
    assert (folder / "one.zip").read_bytes() == (folder / "two.zip").read_bytes()
    with zipfile.ZipFile(folder / "one.zip") as archive:
        assert archive.testzip() is None and archive.namelist() == list(files)
        for entry in archive.infolist():
            assert archive.read(entry) == files[entry.filename] and entry.external_attr >> 16 == 0o100000 | modes[entry.filename], entry
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)


def mirror(folder):
    run(sys.executable, ROOT / "packaging/mirror.py", folder / "mirror")
    assert '"zenlint==' in (folder / "mirror/pyproject.toml").read_text()
    hooks = (folder / "mirror/.pre-commit-hooks.yaml").read_text()
    assert hooks.count("- id: ") == hooks.count("language: python") == 2, hooks


def tags():
    version = next(l for l in (ROOT / "CMakeLists.txt").read_text().splitlines() if l.startswith("project(zenlint VERSION")).split()[2]
    run(sys.executable, ROOT / "packaging/release.py", "version", f"v{version}")
    wrong = subprocess.run([sys.executable, "-B", ROOT / "packaging/release.py", "version", "v99.0.0"], capture_output=True, text=True)
    assert wrong.returncode == 1 and version in wrong.stderr, wrong


def parts():
    """What the build compiles in is what `./zen wheels` has a digest of: it stops where a dependency was added to one alone."""
    listed = re.search(r"set\(ZENLINT_PARTS\s+([^)]*)\)", (ROOT / "cmake/third-party.cmake").read_text())[1]
    pinned = [line.split()[1] for line in (ROOT / "packaging/third_party.sha256").read_text().splitlines()]
    assert sorted(part.split("=")[0] for part in listed.split()) == sorted(pinned), (listed, pinned)


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "wheels").mkdir()
        wheels = list(made_up(folder / "wheels"))
        npm(folder, wheels)
        archives(folder, wheels)
        zip_files(folder)
        mirror(folder)
        tags()
        parts()


main()
