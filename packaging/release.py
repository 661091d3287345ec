"""The steps of a release, each of which can be run by hand.

release.py version TAG            fails unless the tag is `v` and the version of this source
release.py sdist OUT              the sdist (Debian)
release.py archives OUT WHEEL...  the program and library of each wheel in an archive of its own, and SHA256SUMS
release.py npm FOLDER             publishes the packages that npm.py made, the launcher last
release.py mirror FROM TO TAG     commits what mirror.py made into a clone, tags it, and pushes
"""

import gzip
import hashlib
import io
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile

import zip as zips
from targets import TARGETS

ROOT = pathlib.Path(__file__).resolve().parent.parent


def run(*command: object, cwd: "pathlib.Path | None" = None) -> None:
    subprocess.run([str(word) for word in command], cwd=cwd, check=True)


def check_version(tag: str) -> None:
    version = re.search(r"project\(zenlint VERSION ([0-9.]+)", (ROOT / "CMakeLists.txt").read_text())[1]
    if tag != f"v{version}":
        sys.exit(f"release: the tag is {tag}, and the source says {version} (CMakeLists.txt)")


def make_sdist(out: pathlib.Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        run(sys.executable, "-m", "venv", folder)
        run(f"{folder}/bin/pip", "install", "--quiet", "build==1.2.2")
        run(f"{folder}/bin/python", "-m", "build", "--sdist", "--outdir", out, ROOT)


def tar(files: "dict[str, tuple[bytes, int]]") -> bytes:
    """The same bytes for the same files: no times, no owners."""
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as stream, tarfile.open(fileobj=stream, mode="w") as archive:
        for name, (data, mode) in files.items():
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode = len(data), mode
            archive.addfile(entry, io.BytesIO(data))
    return packed.getvalue()


def make_archives(out: pathlib.Path, wheels: "list[pathlib.Path]") -> None:
    out.mkdir(parents=True, exist_ok=True)
    sums = []
    for wheel in wheels:
        _, version, _, _, tag = wheel.name.removesuffix(".whl").split("-")
        target = next(t for t in TARGETS if t.tag == tag)
        source = zipfile.ZipFile(wheel)
        base = f"zenlint-{version}-{target.name}"
        files = {**{f"{base}/{name}": part for name, part in target.run_time(source, version).items()},
                 f"{base}/LICENSE": (source.read(f"zenlint-{version}.dist-info/licenses/LICENSE"), 0o644)}
        for name in sorted(n for n in source.namelist() if n.startswith("zenlint/licenses/")):
            files[f"{base}/{name.removeprefix('zenlint/')}"] = (source.read(name), 0o644)
        if "windows" in target.name:
            name = f"{base}.zip"
            zips.write(out / name, ((inside, data, mode) for inside, (data, mode) in files.items()))
        else:
            name = f"{base}.tar.gz"
            (out / name).write_bytes(tar(files))
        sums.append(f"{hashlib.sha256((out / name).read_bytes()).hexdigest()}  {name}\n")
    (out / "SHA256SUMS").write_text("".join(sorted(sums, key=lambda line: line[66:])))


def publish_npm(folder: pathlib.Path) -> None:
    # Whoever installs the launcher must find what it depends on.
    for package in sorted(folder.iterdir(), key=lambda p: (p.name == "zenlint", p.name)):
        for program in (*package.glob("zenlint"), *package.glob("zenlint.js")):
            program.chmod(0o755)  # which the passing on of artifacts loses
        run("npm", "publish", "--provenance", "--access", "public", cwd=package)


def push_mirror(made: pathlib.Path, clone: pathlib.Path, tag: str) -> None:
    for file in made.iterdir():
        shutil.copy(file, clone / file.name)
    run("git", "add", "--all", cwd=clone)
    run("git", "-c", "user.name=zenlint", "-c", "user.email=zenlint@localhost", "commit", "--quiet", "-m", f"zenlint {tag}", cwd=clone)
    run("git", "tag", tag, cwd=clone)
    run("git", "push", "--atomic", "origin", "HEAD", tag, cwd=clone)


def main(job: str, *words: str) -> None:
    if job == "version":
        check_version(*words)
    elif job == "sdist":
        make_sdist(pathlib.Path(words[0]).resolve())
    elif job == "archives":
        make_archives(pathlib.Path(words[0]), [pathlib.Path(w) for w in words[1:]])
    elif job == "npm":
        publish_npm(pathlib.Path(words[0]))
    elif job == "mirror":
        push_mirror(pathlib.Path(words[0]), pathlib.Path(words[1]), words[2])
    else:
        sys.exit(__doc__)


main(*sys.argv[1:])
