"""`%%zenlint` in a notebook: reports the findings of a cell, then runs it; with --fix it rewrites the cell."""
import argparse
import json
import shlex

import zenlint


class _Words(argparse.ArgumentParser):
    def error(self, message):
        raise ValueError(f"%%zenlint: {message}")


def _arguments(line):
    words = _Words(prog="%%zenlint", add_help=False)
    words.add_argument("--select")
    words.add_argument("--ignore")
    words.add_argument("--fix", action="store_true")
    words.add_argument("--unsafe-fixes", action="store_true")
    words.add_argument("--no-run", action="store_true")
    return words.parse_args(shlex.split(line))


def _notebook(cell):
    # A notebook's reader knows what is IPython's own in a cell.
    cells = [{"cell_type": "code", "metadata": {}, "source": cell, "outputs": [], "execution_count": None}]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, ensure_ascii=False)


def _cell(notebook):
    source = json.loads(notebook)["cells"][0]["source"]
    return source if isinstance(source, str) else "".join(source)


def register(shell):
    """Adds the magic to an IPython shell."""

    def zenlint_magic(line, cell):
        arguments = _arguments(line)
        linter = zenlint.Linter(select=arguments.select, ignore=arguments.ignore)
        notebook = _notebook(cell)
        for finding in linter.check(notebook, "cell.ipynb"):
            place = f"{finding.location.row}:{finding.location.column}"
            print(f"{place}: {finding.code} {finding.message}" + (f"\n    {finding.url}" if finding.url else ""))
        if arguments.fix or arguments.unsafe_fixes:
            fixed = _cell(linter.fix(notebook, "cell.ipynb", unsafe=arguments.unsafe_fixes))
            if fixed != cell:
                words = [word for word in shlex.split(line) if word not in ("--fix", "--unsafe-fixes")]
                shell.set_next_input(" ".join(["%%zenlint", *words]) + "\n" + fixed, replace=True)
                return
        if not arguments.no_run:
            shell.run_cell(cell)

    zenlint_magic.__doc__ = __doc__
    shell.register_magic_function(zenlint_magic, "cell", "zenlint")
