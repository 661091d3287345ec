"""The tools that zenlint is compared with, fetched once from PyPI into a virtual environment in $ZENLINT_PEERS."""

import hashlib
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
FOLDER = pathlib.Path(os.environ["ZENLINT_PEERS"])


def fetch():
    requirements = HERE / "requirements.txt"
    stamp = FOLDER / "fetched"
    wanted = hashlib.sha256(requirements.read_bytes() + sys.version.encode()).hexdigest()
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    shutil.rmtree(FOLDER, ignore_errors=True)
    subprocess.run([sys.executable, "-m", "venv", FOLDER], check=True)
    subprocess.run([FOLDER / "bin/pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements], check=True)
    stamp.write_text(wanted)


def tool(name):
    """The program of that name."""
    fetch()
    return FOLDER / "bin" / name
