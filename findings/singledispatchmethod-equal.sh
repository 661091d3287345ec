#!/bin/sh
# Python 3.13.2: a `@singledispatchmethod` of a frozen dataclass runs with another object: the first one that is equal to its own, though it differs in other fields.
#
# The bound method is kept in a dictionary by its object, and objects that are equal share an entry, as long as the first one lives. So fields with `compare=False`,
# and which of two equal objects changes or is returned, are those of another. In 3.12.1 and 3.14.2 each object is its own. So the method in place of a
# ladder of `isinstance()`, or of `@singledispatch` on a method, is no mere change of form in that version (pyodide 0.26.4, 0.28.3 and 314.0.7 are CPython 3.12.1, 3.13.2 and 3.14.2).
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
from dataclasses import dataclass, field
from functools import singledispatchmethod


@dataclass(frozen=True)
class Account:
    number: int
    log: list = field(default_factory=list, compare=False)

    @singledispatchmethod
    def record(self, value):
        self.log.append(value)


first, second = Account(1), Account(1)
first.record("a")
second.record("b")
print(sys.version.split()[0], first.log, second.log)
END_SAMPLE
found=$(for version in 0.26.4 0.28.3 314.0.7; do
    npm install --silent --no-audit --no-fund --no-save --prefix . pyodide@$version
    node run.mjs
done)
echo "$found"
expected="3.12.1 ['a'] ['b']
3.13.2 ['a', 'b'] []
3.14.2 ['a'] ['b']"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
