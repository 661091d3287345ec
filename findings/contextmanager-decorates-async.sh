#!/bin/sh
# Python 3.15: `@timer()` of a `@contextmanager` function on an `async def` or a generator function ends behind its body; up to 3.14 it ends before the body begins.
#
# What the decorated function returns is a coroutine or an iterator, and making that was all that the context held: a lock was free, a timer stopped and a
# transaction committed before the first line ran, without an error. 3.15 keeps the context open until the coroutine or the iterator has ended. So a decorator in place
# of `with timer():` around the whole body is right from then on, and wrong in silence before (pyodide 314.0.7 and 315.0.0-alpha.2 are CPython 3.14.2 and 3.15.0rc1).
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > run.mjs <<'END_RUN'
import { readFileSync } from "node:fs";
import { loadPyodide } from "./node_modules/pyodide/pyodide.mjs";
(await loadPyodide()).runPython(readFileSync("sample.py", "utf8"));
END_RUN
cat > sample.py <<'END_SAMPLE'
import sys
from contextlib import contextmanager


@contextmanager
def timer():
    print(" [", end="")
    yield
    print(" ]", end="")


@timer()
def function():
    print(" body", end="")


@timer()
async def coroutine():
    print(" body", end="")


@timer()
def generator():
    print(" body", end="")
    yield


print(sys.version.split()[0], end=":")
function()
try:
    coroutine().send(None)
except StopIteration:
    list(generator())
print()
END_SAMPLE
found=$(for version in 314.0.7 315.0.0-alpha.2; do
    npm install --silent --no-audit --no-fund --no-save --prefix . pyodide@$version
    node run.mjs
done)
echo "$found"
expected="3.14.2: [ body ] [ ] body [ ] body
3.15.0rc1: [ body ] [ body ] [ body ]"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
