"""The Python package from the wheel: the API, the pytest plugin, the magic, and the stubs against what is there."""

import subprocess
import sys
import tempfile

from common import ROOT, TOOLS, environment, offline, run, wheel


def main():
    with tempfile.TemporaryDirectory() as folder:
        programs = environment(f"{folder}/venv", "pytest", "ipython", "mypy", wheel())
        tests = ROOT / "tests/install/python"
        status = subprocess.run([programs / "python", "-B", "-m", "pytest", "-q", "-p", "no:cacheprovider", tests], cwd=folder).returncode
        run(programs / "python", "-m", "mypy.stubtest", "--ignore-missing-stub", "--mypy-config-file", tests / "mypy.ini",
            "--allowlist", tests / "untyped.txt", "--ignore-unused-allowlist", "zenlint", cwd=folder)
        run(programs / "python", "-m", "mypy", "--strict", "-c",
            "import zenlint\nfixed: bytes = zenlint.fix(b'')\nrows: list[int] = [f.location.row for f in zenlint.check('')]", cwd=folder)
        sys.exit(status)


main()
