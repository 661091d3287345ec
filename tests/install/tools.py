"""Sets up what the tests of installing use: packages from PyPI, fetched once (with --fetch only those), and a wheel of the build
at hand."""

import hashlib
import shutil
import sys

from common import BUILD, ROOT, TOOLS, WHEELS, WORK, offline, run


def fetch():
    requirements = ROOT / "tests/install/requirements.txt"
    stamp = WORK / "fetched"
    wanted = hashlib.sha256(requirements.read_bytes() + sys.version.encode()).hexdigest()
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    shutil.rmtree(TOOLS, ignore_errors=True)
    shutil.rmtree(WHEELS, ignore_errors=True)
    run(sys.executable, "-m", "venv", TOOLS)
    pip = TOOLS / "bin/pip"
    run(pip, "--disable-pip-version-check", "download", "--quiet", "-d", WHEELS, "-r", requirements)
    run(pip, "install", "--quiet", "-r", requirements, env=offline())
    stamp.write_text(wanted)


def main():
    WORK.mkdir(parents=True, exist_ok=True)
    fetch()
    if "--fetch" in sys.argv:
        return
    shutil.rmtree(WORK / "dist", ignore_errors=True)
    # The program and library are there: the wheel is put around them.
    run(TOOLS / "bin/python", "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", WORK / "dist",
        f"-Ccmake.define.ZENLINT_PREBUILT={BUILD}", ROOT, env=offline())
    print(*(WORK / "dist").iterdir())


main()
