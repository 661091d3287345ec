"""%%zenlint in an IPython shell."""

import pytest
from IPython.core.interactiveshell import InteractiveShell


@pytest.fixture
def shell():
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance()
    shell.run_line_magic("load_ext", "zenlint")
    yield shell
    InteractiveShell.clear_instance()


def test_says_what_it_finds_and_runs_the_cell(shell, capsys):
    shell.run_cell("%%zenlint --select ZEN1411\ny = [2]\nx = not 1 in y\nprint(x)")
    out = capsys.readouterr().out
    assert "2:5: ZEN1411" in out
    assert out.endswith("True\n")
    assert shell.user_ns["x"] is True


def test_what_is_ipythons_is_no_finding(shell, capsys):
    shell.run_cell("%%zenlint\n%pwd\nx = 1")
    assert "ZEN" not in capsys.readouterr().out


def test_fix_rewrites_the_cell(shell, capsys):
    texts = []
    shell.set_next_input = lambda text, replace=False: texts.append((text, replace))
    shell.run_cell("%%zenlint --fix --select ZEN1411\nx = not 1 in [2]\n")
    assert texts == [("%%zenlint --select ZEN1411\nx = 1 not in [2]\n", True)]
    assert "x" not in shell.user_ns


def test_no_run(shell):
    shell.run_cell("%%zenlint --no-run\nx = 3\n")
    assert "x" not in shell.user_ns


def test_a_wrong_option_is_told(shell, capsys):
    shell.run_cell("%%zenlint --nonsense\nx = 1\n")
    assert "unrecognized arguments" in capsys.readouterr().out
