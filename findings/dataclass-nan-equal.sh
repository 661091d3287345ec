#!/bin/sh
# Python 3.13 and later: two objects of a dataclass with the same `math.nan` in a field are no longer equal; up to 3.12 they are, as NamedTuples are in all versions.
#
# Up to 3.12 the generated `__eq__()` compared tuples of the fields, which first ask whether both items are the same object; since 3.13 it compares field by
# field with `==`, as attrs 26.1.0 does. So `load(save(point)) == point` and `assert_called_with(Point(nan))` change with the version, and `points.index(copy)`, where NaN stands for a
# missing value. pydantic 2.14.4 and msgspec 0.23.0 find them equal, so a dataclass or an attrs class in place of one of them or of a NamedTuple does not
# (pyodide 0.26.4, 0.28.3 and 314.0.7 are CPython 3.12.1, 3.13.2 and 3.14.2).
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check attrs==26.1.0 pydantic==2.14.4 msgspec==0.23.0
cd "$folder"
cat > run.mjs <<'END_RUN'
import { readFileSync } from "node:fs";
import { loadPyodide } from "./node_modules/pyodide/pyodide.mjs";
(await loadPyodide()).runPython(readFileSync("sample.py", "utf8"));
END_RUN
cat > sample.py <<'END_SAMPLE'
import sys
from dataclasses import dataclass, replace
from math import nan
from typing import NamedTuple


@dataclass
class Point:
    x: float


class Pair(NamedTuple):
    x: float


point, pair = Point(nan), Pair(nan)
print(sys.version.split()[0], point == replace(point), [point].count(replace(point)), pair == pair._replace())
END_SAMPLE
cat > others.py <<'END_OTHERS'
from math import nan

from attrs import define
from msgspec import Struct
from pydantic import BaseModel


@define
class Attrs:
    x: float


class Pydantic(BaseModel):
    x: float


class Msgspec(Struct):
    x: float


for kind in Attrs, Pydantic, Msgspec:
    print(kind.__name__, kind(x=nan) == kind(x=nan))
END_OTHERS
found=$(for version in 0.26.4 0.28.3 314.0.7; do
    npm install --silent --no-audit --no-fund --no-save --prefix . pyodide@$version
    node run.mjs
done
venv/bin/python others.py)
echo "$found"
expected="3.12.1 True 1 True
3.13.2 False 0 True
3.14.2 False 0 True
Attrs False
Pydantic True
Msgspec True"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
