#!/bin/sh
# Python 3.11 to 3.15: an exception that is a `@dataclass(frozen=True)` becomes a FrozenInstanceError when it leaves a `with` of a `@contextmanager` function.
#
# `contextmanager` sets `__traceback__` and `add_note()` sets `__notes__`, and the frozen class refuses both, so `except NotFound:` around the block is not reached.
# `raise ... from`, `ExitStack` without such a context manager, and `with` of other classes let it pass, for they set nothing by name. attrs 26.1.0's `@frozen` exempts
# what Python itself sets: the error comes out of the `with` as it went in, with its notes. So a frozen dataclass in place of the `__init__` of an exception,
# or in place of attrs, works until some caller uses a context manager (pyodide 0.26.4 and 315.0.0-alpha.2 are CPython 3.12.1 and 3.15.0rc1).
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check attrs==26.1.0
cd "$folder"
cat > run.mjs <<'END_RUN'
import { readFileSync } from "node:fs";
import { loadPyodide } from "./node_modules/pyodide/pyodide.mjs";
(await loadPyodide()).runPython(readFileSync("sample.py", "utf8"));
END_RUN
cat > sample.py <<'END_SAMPLE'
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass


@contextmanager
def step():
    yield


def in_step(error):
    with step():
        raise error


def in_stack(error):
    with ExitStack():
        raise error


def chained(error):
    raise error from KeyError()


def noted(error):
    error.add_note("while reading")
    raise error


def report(kind):
    for function in in_step, in_stack, chained, noted:
        try:
            function(kind(404))
        except Exception as e:
            print(function.__name__, type(e).__name__, end=" ")
    print()


@dataclass(frozen=True)
class NotFound(Exception):
    code: int


report(NotFound)
END_SAMPLE
cat > with_attrs.py <<'END_ATTRS'
from attrs import frozen
from sample import report


@frozen
class AttrsNotFound(Exception):
    code: int


report(AttrsNotFound)
END_ATTRS
found=$(venv/bin/python with_attrs.py
for version in 0.26.4 315.0.0-alpha.2; do
    npm install --silent --no-audit --no-fund --no-save --prefix . pyodide@$version
    node run.mjs
done)
echo "$found"
expected="in_step FrozenInstanceError in_stack NotFound chained NotFound noted FrozenInstanceError 
in_step AttrsNotFound in_stack AttrsNotFound chained AttrsNotFound noted AttrsNotFound 
in_step FrozenInstanceError in_stack NotFound chained NotFound noted FrozenInstanceError 
in_step FrozenInstanceError in_stack NotFound chained NotFound noted FrozenInstanceError "
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
