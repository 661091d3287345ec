"""zenlint in process."""

import dataclasses
import threading

import pytest
import zenlint

BAD = "x = not 1 in y\n"
RANGE = "for i in range(len(names)):\n    print(names[i])\n"


def codes(*arguments, **settings):
    return [finding.code for finding in zenlint.check(*arguments, **settings)]


def test_findings_are_dataclasses():
    [finding] = zenlint.check(BAD)
    assert (finding.code, finding.name) == ("ZEN1411", "not-in-and-is-not")
    assert finding.location == zenlint.Location(1, 5)
    assert finding.fix.applicability == "safe"
    assert finding.fix.edits[0].content
    assert finding.url.startswith("https://")
    assert "E713" in finding.aliases
    assert str(finding).startswith("-:1:5: ZEN1411 ")
    assert dataclasses.replace(finding) == finding
    assert len({finding, dataclasses.replace(finding)}) == 1


def test_text_and_bytes_give_the_same():
    assert zenlint.check(BAD) == zenlint.check(BAD.encode())
    assert zenlint.fix(BAD) == "x = 1 not in y\n"
    assert zenlint.fix(BAD.encode()) == b"x = 1 not in y\n"


@pytest.mark.parametrize("source", ["", "x = 1\n", "é = '😀'\r\n", "x = '\0'\n", "\ufeffx = 1\n"])
def test_what_needs_no_fix_comes_back_as_it_is(source):
    assert zenlint.fix(source) == source
    assert zenlint.fix(source.encode()) == source.encode()


def test_a_cookie_means_what_it_means_in_a_file():
    source = "# coding: latin-1\nname = 'é'\n" + BAD
    assert codes(source, select="ZEN1411") == ["ZEN1411"]
    assert zenlint.fix(source, select="ZEN1411").endswith("'é'\nx = 1 not in y\n")


def test_rules_are_chosen_as_on_the_command_line():
    assert codes(BAD + RANGE, select=["ZEN1411", "SIM"]) == ["ZEN1411"]
    assert codes(BAD + RANGE, select="ZEN01,ZEN1411", ignore="E713") == ["ZEN0102"]
    assert codes(BAD, select=[]) == []
    with pytest.raises(zenlint.ZenlintError, match="unknown rule 'ZEN9999'"):
        zenlint.check(BAD, select="ZEN9999")
    with pytest.raises(zenlint.ZenlintError, match="not a Python version"):
        zenlint.check(BAD, target_version="4x")


def test_unsafe_fixes_are_asked_for():
    assert "range" in zenlint.fix(RANGE)
    assert zenlint.fix(RANGE, unsafe=True) == "for name in names:\n    print(name)\n"


def test_broken_source_is_a_finding():
    assert codes("def f(:\n") == ["ZEN0001"]
    assert codes(b"x = '\xff'\n") == ["ZEN0003"]


def test_the_configuration_of_a_path_holds(tmp_path):
    (tmp_path / "zenlint.toml").write_text('ignore = ["ZEN1411"]\nextend-exclude = ["made/"]\n')
    path = tmp_path / "a.py"
    assert codes(BAD, path=path) == []
    assert codes(BAD, path=path, isolated=True) == ["ZEN1411"]
    linter = zenlint.Linter(folder=tmp_path)
    assert linter.check(BAD, "a.py") == []
    assert linter.excluded("made/a.py")
    assert not linter.excluded("a.py")
    (tmp_path / "zenlint.toml").write_text("ignroe = []\n")
    with pytest.raises(zenlint.ZenlintError, match="did you mean 'ignore'"):
        zenlint.check(BAD, path=path)


def test_settings_are_laid_over():
    assert zenlint.Linter(isolated=True, settings={"ignore": ["ZEN1411"]}).check(BAD) == []


def test_stubs_and_notebooks_go_by_the_path():
    notebook = ('{"cells": [{"cell_type": "code", "source": ["!ls\\n", "x = not 1 in y"], "metadata": {}, "outputs": [],'
                ' "execution_count": null}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}')
    [finding] = zenlint.check(notebook, path="a.ipynb", isolated=True)
    assert (finding.cell, finding.location.row) == (1, 2)
    assert "1 not in y" in zenlint.fix(notebook, path="a.ipynb", isolated=True)
    assert codes(BAD, path="a.pyi", isolated=True, select="ZEN1411") == []
    assert codes("class A(object): ...\n", path="a.pyi", isolated=True, select="ZEN3205") == ["ZEN3205"]


def test_rules_explain_themselves():
    rules = {rule.code: rule for rule in zenlint.rules()}
    assert list(rules) == sorted(rules)
    assert rules["ZEN1411"].name == "not-in-and-is-not"
    assert rules["ZEN1411"].section.url == rules["ZEN1411"].url
    assert {example.kind for example in rules["ZEN1411"].examples} >= {"bad", "good"}


def test_threads_share_a_linter():
    linter = zenlint.Linter(isolated=True)
    expected = linter.check(BAD * 50)
    found = []
    threads = [threading.Thread(target=lambda: found.append(linter.check(BAD * 50))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 8
