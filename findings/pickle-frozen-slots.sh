#!/bin/sh
# Python 3.11 to 3.14: a pickle of a frozen dataclass, read after the class got `slots=True`, has the names of its fields for values, without an error.
#
# With `frozen=True, slots=True` the state is a list by position, and whatever state comes is taken in the order of the fields: of the dict that the class without
# slots wrote, that is its keys. Two fields that change places change values, too; no other kind of dataclass does so. If the class is not frozen, the same
# old pickle raises AttributeError. Linters and guides advise `slots=True` as a change of speed alone; it outdates caches, queues and shelves (pyodide 0.25.1
# and 314.0.7 are CPython 3.11.3 and 3.14.2). attrs 26.1.0 goes by name, and reads its old pickles after the same step.
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
import pickle
import sys
from dataclasses import dataclass, fields


def declare(names, **options):
    global Point
    Point = dataclass(**options)(type("Point", (), {"__annotations__": dict.fromkeys(names, int), "__module__": __name__, "__qualname__": "Point"}))


def read(data, names, **options):
    declare(names, **options)
    try:
        point = pickle.loads(data)
        return [f"{field.name}={getattr(point, field.name)!r}" for field in fields(Point)]
    except AttributeError:
        return ["AttributeError"]


print(sys.version.split()[0])
for options in ({}, {"frozen": True}):
    declare(["x", "y"], **options)
    old = pickle.dumps(Point(1, 2))
    declare(["x", "y"], slots=True, **options)
    new = pickle.dumps(Point(1, 2))
    print("frozen" if options else "plain", *read(old, ["x", "y"], slots=True, **options), *read(old, ["y", "x"], **options), end=" ")
    print(*read(new, ["y", "x"], slots=True, **options))
END
found=$(for version in 0.25.1 314.0.7; do
    npm install --silent --no-audit --no-fund --no-save --prefix . pyodide@$version
    node run.mjs
done)
echo "$found"
expected="3.11.3
plain AttributeError y=2 x=1 y=2 x=1
frozen x='x' y='y' y=2 x=1 y=1 x=2
3.14.2
plain AttributeError y=2 x=1 y=2 x=1
frozen x='x' y='y' y=2 x=1 y=1 x=2"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
