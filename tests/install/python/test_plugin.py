"""pytest --zenlint, on small projects of its own."""

import json

pytest_plugins = "pytester"
BAD = "x = not 1 in y\n"


def test_a_file_with_findings_fails(pytester):
    pytester.makepyfile(good="x = 1\n", bad=BAD)
    result = pytester.runpytest("--zenlint")
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["bad.py:1:5: ZEN1411 *"])


def test_without_the_option_nothing_is_checked(pytester):
    pytester.makepyfile(bad=BAD)
    pytester.runpytest().assert_outcomes()


def test_tests_run_beside_it(pytester):
    pytester.makepyfile(test_one="def test_one():\n    pass\n")
    pytester.runpytest("--zenlint").assert_outcomes(passed=2)
    pytester.runpytest("--zenlint", "-m", "zenlint").assert_outcomes(passed=1, deselected=1)


def test_the_configuration_holds(pytester):
    pytester.makepyfile(bad=BAD)
    pytester.mkdir("made").joinpath("worse.py").write_text(BAD)
    pytester.makefile(".toml", zenlint='extend-exclude = ["made"]\nignore = ["ZEN1411"]\n')
    pytester.runpytest("--zenlint").assert_outcomes(passed=1)


def test_stubs_and_notebooks_too(pytester):
    cell = {"cell_type": "code", "source": BAD, "metadata": {}, "outputs": [], "execution_count": None}
    notebook = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    pytester.makefile(".ipynb", book=json.dumps(notebook))
    pytester.makefile(".pyi", stub="x: int\n")
    result = pytester.runpytest("--zenlint")
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["book.ipynb:cell 1:1:5: ZEN1411 *"])


def test_a_wrong_configuration_is_told_once(pytester):
    pytester.makepyfile(good="x = 1\n")
    pytester.makefile(".toml", zenlint="ignroe = []\n")
    result = pytester.runpytest("--zenlint")
    assert result.ret == 4
    result.stderr.fnmatch_lines(["*did you mean 'ignore'*"])
