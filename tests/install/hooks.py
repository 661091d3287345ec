"""The hooks under the real pre-commit, which takes them from a clone of this repository: a bad file fails with the finding, a
fix modifies and fails, what is clean passes; notebooks and stubs too. With --from-source, as users do, from
the sources alone: pre-commit does `pip install .` in a new virtual environment."""

import json
import pathlib
import sys
import tempfile

from common import BUILD, CHECK, QUICK, SAMPLE, TOOLS, checked, git, offline, repository, run, same

BAD, GOOD = "x = not 1 in y\n", "x = 1 not in y\n"
# Of a stub, whose code is not run, other rules speak.
BAD_STUB, GOOD_STUB = "class A(object): ...\n", "class A: ...\n"


def notebook(source):
    cell = {"cell_type": "code", "source": [source.rstrip()], "metadata": {}, "outputs": [], "execution_count": None}
    return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1) + "\n"


def main(source):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        environment = offline(PRE_COMMIT_HOME=str(folder / "cache"), GIT_CONFIG_GLOBAL="/dev/null")
        environment["SKBUILD_CMAKE_DEFINE"] = f"ZENLINT_PREBUILT={BUILD}"
        if source:
            environment["SKBUILD_CMAKE_DEFINE"] = QUICK
        revision = repository(folder / "zenlint")
        project = folder / "project"
        project.mkdir()
        git("init", "-q", folder=project)

        def hook(which, files, expect, arguments=()):
            (project / ".pre-commit-config.yaml").write_text(
                f"repos:\n  - repo: {folder / 'zenlint'}\n    rev: {revision}\n    hooks:\n"
                f"      - id: {which}\n        args: {json.dumps(arguments)}\n")
            for file, text in files.items():
                (project / file).write_text(text)
                (project / file).chmod(0o755)  # a script counts as Python by its first line only if it may be run
            git("add", "-A", folder=project)
            out = run(TOOLS / "bin/pre-commit", "run", "--all-files", "--verbose", cwd=project, env=environment, expect=expect)
            left = {file: (project / file).read_text() for file in files}
            for file in files:
                git("rm", "-qf", file, folder=project)
            return out, left

        bad = {"bad.py": BAD, "book.ipynb": notebook(BAD), "stub.pyi": BAD_STUB, "script": "#!/usr/bin/env python3\n" + BAD, "text.txt": BAD}
        out, left = hook("zenlint", bad, 1)
        for place in ("bad.py:1:5", "book.ipynb:cell 1:1:5", "stub.pyi:1:9", "script:2:5"):
            assert f"{place}" in out and "ZEN1411" in out and "ZEN3205" in out, f"{place} is not in\n{out}"
        assert "text.txt" not in out and left == bad
        out, left = hook("zenlint-fix", bad, 1)
        assert "files were modified by this hook" in out, out
        good = {"bad.py": GOOD, "book.ipynb": notebook(GOOD), "stub.pyi": GOOD_STUB, "script": "#!/usr/bin/env python3\n" + GOOD}
        assert left == {**good, "text.txt": BAD}, left
        for which in ("zenlint", "zenlint-fix"):
            out, left = hook(which, good, 0)
            assert left == good
        hook("zenlint", {"sample.py": SAMPLE}, 1, [*CHECK[1:], f"json={folder / 'findings.json'}"])
        same((folder / "findings.json").read_text(), "pre-commit")
        [programs] = (folder / "cache").glob("repo*/py_env-*/bin")
        (folder / "sample.py").write_text(SAMPLE)
        checked(programs / "zenlint", folder=folder)
        checked(programs / "python", "-m", "zenlint", folder=folder)
        print("pre-commit: ok", "(from source)" if source else "")


if __name__ == "__main__":
    main("--from-source" in sys.argv)
