#!/bin/sh
# Python 3.12 and later: `with suppress(ValueError):` also swallows an exception group of ValueErrors, which `except ValueError: pass` does not.
#
# Linters ask for `suppress()` in place of `try`/`except`/`pass` (ruff's SIM105) as if the two were one. Around a task group, the longer form lets
# the group through and the shorter form drops it; of a mixed group it drops the ValueErrors and raises the rest. In Python 3.11 both let it through
# (pyodide 0.25.1, 0.26.4 and 314.0.7 are CPython 3.11.3, 3.12.1 and 3.14.2).
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > run.mjs <<'END'
import { readFileSync } from "node:fs";
import { loadPyodide } from "./node_modules/pyodide/pyodide.mjs";
(await loadPyodide()).runPython(readFileSync("sample.py", "utf8"));
END
cat > sample.py <<'END'
import sys
from contextlib import suppress


def long(group):
    try:
        raise group
    except ValueError:
        pass


def short(group):
    with suppress(ValueError):
        raise group


print(sys.version.split()[0] + ":", end="")
for function in (long, short):
    for errors in ([ValueError("a")], [ValueError("a"), KeyError("b")]):
        try:
            function(ExceptionGroup("tasks", errors))
            print(" -", end="")
        except ExceptionGroup as group:
            print("", len(group.exceptions), end="")
print()
END
found=$(for version in 0.25.1 0.26.4 314.0.7; do
    npm install --silent --no-audit --no-fund --no-save --prefix . pyodide@$version
    node run.mjs
done)
echo "$found"
expected="3.11.3: 1 2 1 2
3.12.1: 1 2 - 1
3.14.2: 1 2 - 1"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
