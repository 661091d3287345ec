"""What the tests of installing share: the sample that every way of installing is asked about, and running things."""

import json
import os
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ["ZENLINT_BUILD"])  # holds the program and the library
WORK = pathlib.Path(os.environ["ZENLINT_INSTALL_WORK"])  # kept from run to run
TOOLS = WORK / "tools"  # a virtual environment, made by tools.py
WHEELS = WORK / "wheels"  # and what goes into others

# The one sample: however zenlint was installed, it finds this in it.
SAMPLE = (ROOT / "tests/install/sample/sample.py").read_text()
FINDINGS = (ROOT / "tests/install/sample/findings.json").read_text()
CHECK = ["check", "--isolated", "--no-cache", "--output-format"]

# For builds from source, in SKBUILD_CMAKE_DEFINE: what they make need not be fast.
QUICK = "CMAKE_INTERPROCEDURAL_OPTIMIZATION=OFF;CMAKE_CXX_FLAGS_RELEASE=-O1"


def run(*command, expect=0, **options):
    """Runs a command and returns its standard output; fails with all that it wrote when it ends otherwise."""
    command = [str(word) for word in command]
    done = subprocess.run(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)
    if done.returncode != expect:
        sys.exit(f"{' '.join(command)}: status {done.returncode}, not {expect}\n{done.stdout}{done.stderr}")
    return done.stdout


def offline(**more):
    """The environment, with pip kept to what tools.py has fetched."""
    return {**os.environ, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(WHEELS), "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "PIP_NO_CACHE_DIR": "1", **more}


def environment(folder, *packages, python=sys.executable):
    """A new virtual environment with the packages; returns the folder of its programs."""
    run(python, "-m", "venv", "--without-pip", folder)
    programs = pathlib.Path(folder) / "bin"
    if packages:
        run(TOOLS / "bin/python", "-m", "pip", "--python", programs / "python", "install", "--quiet", *packages, env=offline())
    return programs


def pythons():
    """The interpreters there are, one a version that the package is for."""
    found = {}
    places = os.environ.get("PATH", "").split(os.pathsep)
    places += sorted(map(str, pathlib.Path.home().glob(".pyenv/versions/*/bin")))
    for minor in range(9, 20):
        for place in places:
            program = pathlib.Path(place) / f"python3.{minor}"
            works = program.is_file() and subprocess.run(
                [program, "-c", "import ctypes, venv"], capture_output=True).returncode == 0
            if works:
                found.setdefault(minor, program)
    return found


def wheel():
    """A wheel of the program and library in the build folder, made once a test run by tools.py."""
    [found] = (WORK / "dist").glob("zenlint-*.whl")
    return found


def same(findings, way):
    """Fails unless these, JSON as text or read, are the sample's findings. The way is how they were come by."""
    if findings != (FINDINGS if isinstance(findings, str) else json.loads(FINDINGS)):
        sys.exit(f"{way} finds\n{findings}\ninstead of\n{FINDINGS}")


def checked(*command, folder, **options):
    """Fails unless a program finds in the sample, which lies in that folder, what is to be found."""
    same(run(*command, *CHECK, "json", "sample.py", expect=1, cwd=folder, **options), " ".join(map(str, command)))


def git(*words, folder, expect=0):
    return run("git", "-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "init.defaultBranch=main",
               "-c", "protocol.file.allow=always", *words, cwd=folder, expect=expect)


def sources(folder):
    """Copies this repository as it stands, without what git ignores."""
    files = git("ls-files", "-z", "--cached", "--others", "--exclude-standard", folder=ROOT).split("\0")
    for name in filter(None, files):
        source, target = ROOT / name, pathlib.Path(folder) / name
        if source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)


def repository(folder):
    """A clone of this repository as it stands, with one commit."""
    sources(folder)
    git("init", "-q", folder=folder)
    git("add", "-A", folder=folder)
    git("commit", "-qm", "All", folder=folder)
    return git("rev-parse", "HEAD", folder=folder).strip()
