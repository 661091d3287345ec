"""The repository that pre-commit users name: its hooks install the wheel of the same version, so that nothing is compiled.

mirror.py OUT    writes its files; a release commits them there and sets the tag of the version
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent

# The dependency is the package's own, so that `additional_dependencies` of a project does not take it away.
SETUP = """\
[project]
name = "zenlint-pre-commit"
version = "0"
dependencies = ["zenlint=={version}"]

[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"

[tool.setuptools]
packages = []
"""


def main(out: pathlib.Path) -> None:
    version = re.search(r"project\(zenlint VERSION ([0-9.]+)", (ROOT / "CMakeLists.txt").read_text())[1]
    hooks = (ROOT / ".pre-commit-hooks.yaml").read_text()
    entries = [e for e in re.split(r"(?m)^(?=- id: )", hooks) if e.startswith("- id: ") and "language: python" in e]
    out.mkdir(parents=True, exist_ok=True)
    (out / ".pre-commit-hooks.yaml").write_text("".join(entries).rstrip("\n") + "\n")
    (out / "pyproject.toml").write_text(SETUP.format(version=version))
    (out / "README.md").write_text(
        "# zenlint for pre-commit\n\nHooks that install the released zenlint, whose version is that of the tag.\n")


main(pathlib.Path(sys.argv[1]))
