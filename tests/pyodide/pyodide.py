"""CPython 3.14 and 3.15 from npm's `pyodide`, under Node, for tests that ask several Pythons."""

import os
import pathlib
import shutil
import subprocess

VERSIONS = {14: "314.0.7", 15: "315.0.0-alpha.2"}


def commands(folder):
    """By minor version, what runs `… SCRIPT INPUT OUTPUT`. ZENLINT_FULL=1 fetches the packages into the folder."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if folder is None or node is None:
        return {}
    packages = {minor: pathlib.Path(folder) / "node_modules" / f"pyodide-3{minor}" for minor in VERSIONS}
    if os.environ.get("ZENLINT_FULL") == "1" and npm and not all(package.exists() for package in packages.values()):
        # All at once: npm removes what it is not told of.
        wanted = [f"pyodide-3{minor}@npm:pyodide@{version}" for minor, version in VERSIONS.items()]
        subprocess.run(
            [npm, "install", "--no-audit", "--no-fund", "--no-save", "--prefix", folder, *wanted],
            check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600,
        )
    runner = str(pathlib.Path(__file__).with_name("run.mjs"))
    return {minor: [node, runner, str(package)] for minor, package in packages.items() if package.exists()}
