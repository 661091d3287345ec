#!/bin/sh
# Python 3.13 and later: in `class Op(Enum): ADD = partial(add)`, ADD is no member any more; `Op.ADD(1, 2)`, an error up to 3.12, is 3 instead.
#
# A function in the body of an enum is a method, so guides put `partial()` around it. Since 3.13 a partial has `__get__()`, with a FutureWarning in that version and
# without one in 3.14, and an enum takes what has it for no value: `len(Op)` is 0, `for op in Op` does nothing, and `Op.ADD.value` fails where the code is reached.
# `enum.member(add)`, from 3.11 on, holds in all (pyodide 0.26.4, 0.28.3 and 314.0.7 are CPython 3.12.1, 3.13.2 and 3.14.2).
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
import warnings
from enum import Enum, member
from functools import partial
from operator import add

print(sys.version.split()[0], end=":")
for wrap in (partial, member):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")

        class Op(Enum):
            ADD = wrap(add)

        for run in (lambda: len(Op), lambda: Op.ADD.value(1, 2), lambda: Op.ADD(1, 2)):
            try:
                print("", run(), end="")
            except Exception as e:
                print("", type(e).__name__, end="")
    print("", len(caught), end=";")
print()
END
found=$(for version in 0.26.4 0.28.3 314.0.7; do
    npm install --silent --no-audit --no-fund --no-save --prefix . pyodide@$version
    node run.mjs
done)
echo "$found"
expected="3.12.1: 1 3 TypeError 0; 1 3 TypeError 0;
3.13.2: 0 AttributeError 3 1; 1 3 TypeError 0;
3.14.2: 0 AttributeError 3 0; 1 3 TypeError 0;"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
