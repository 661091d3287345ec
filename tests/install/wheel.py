"""The wheel in fresh virtual environments of every Python there is: the program, `python -m zenlint` and the package give the
same findings, and nothing stays when it goes."""

import json
import pathlib
import re
import tempfile
import zipfile

from common import ROOT, SAMPLE, TOOLS, checked, environment, offline, pythons, run, same, wheel

IN_PROCESS = """
import dataclasses, json, zenlint
source = open("sample.py").read()
found = zenlint.check(source, path="sample.py", isolated=True)
print(json.dumps([dataclasses.asdict(f) for f in found]))
"""


def contents():
    names = zipfile.ZipFile(wheel()).namelist()
    version = re.search(r"project\(zenlint VERSION ([0-9.]+)", (ROOT / "CMakeLists.txt").read_text())[1]
    assert re.fullmatch(rf"zenlint-{version}-py3-none-(many)?linux_\w+\.whl", wheel().name), wheel().name
    info = f"zenlint-{version}"
    for name in (f"{info}.data/scripts/zenlint", "zenlint/libzenlint.so", "zenlint/py.typed", "zenlint/__init__.pyi",
                 f"{info}.dist-info/licenses/LICENSE", "zenlint/licenses/tree-sitter-python.txt"):
        assert name in names, f"{name} is not in the wheel: {names}"
    return version


def main():
    version = contents()
    found = pythons()
    assert found, "no Python to install into"
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "sample.py").write_text(SAMPLE)
        for minor, python in found.items():
            programs = environment(folder / f"venv{minor}", python=python)
            before = sorted((folder / f"venv{minor}").rglob("*"))
            pip = [TOOLS / "bin/python", "-m", "pip", "--python", programs / "python"]
            run(*pip, "install", "--quiet", "--no-compile", wheel(), env=offline())
            checked(programs / "zenlint", folder=folder)
            checked(programs / "python", "-B", "-m", "zenlint", folder=folder)
            assert run(programs / "zenlint", "--version").strip().endswith(version)
            same(json.loads(run(programs / "python", "-B", "-c", IN_PROCESS, cwd=folder)), f"Python 3.{minor}, in process,")
            run(*pip, "uninstall", "--quiet", "--yes", "zenlint", env=offline())
            after = sorted((folder / f"venv{minor}").rglob("*"))
            assert after == before, f"left behind: {set(after) - set(before)}"
            print(f"Python 3.{minor}: ok")

        # Where scripts lie elsewhere.
        target = folder / "target"
        run(TOOLS / "bin/pip", "install", "--quiet", "--target", target, wheel(), env=offline())
        checked(TOOLS / "bin/python", "-m", "zenlint", folder=folder, env=offline(PYTHONPATH=str(target)))
        print("pip install --target: ok")


main()
