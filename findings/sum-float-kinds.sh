#!/bin/sh
# Python 3.12 and later: `sum(xs)` and the loop `total += x` differ for floats, and `sum()` of ten 0.1 is 1.0 for floats but 0.9999999999999999 for other kinds.
#
# `sum()` carries along what rounding loses, though only as long as start and items are of the class float itself; items of a subclass, as numpy's float64 is,
# are added one by one. So `sum()` in place of a loop, as linters ask for, changes the last digits from Python 3.12 on, and `sum(array)` is not
# `sum(array.tolist())`, though numpy's float64 is a float by `isinstance()`. A start of 0.0 or 0 makes no difference (pyodide 0.25.1, 0.26.4 and 314.0.7 are CPython 3.11.3, 3.12.1
# and 3.14.2; the stand-in for float64 there is any subclass of float, and with numpy 2.4.6 itself `sum(array)` is the loop's result).
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check numpy==2.4.6
cd "$folder"
cat > run.mjs <<'END_RUN'
import { readFileSync } from "node:fs";
import { loadPyodide } from "./node_modules/pyodide/pyodide.mjs";
(await loadPyodide()).runPython(readFileSync("sample.py", "utf8"));
END_RUN
cat > sample.py <<'END_SAMPLE'
import sys


class Length(float):
    pass


def loop(xs):
    total = 0.0
    for x in xs:
        total += x
    return total


xs = [0.1] * 10
print(sys.version.split()[0], loop(xs), sum(xs), sum(xs, 0.0), sum(map(Length, xs)))
END_SAMPLE
cat > arrays.py <<'END_ARRAYS'
import numpy

array = numpy.array([0.1] * 10)
total = 0.0
for x in array:
    total += x
print("numpy", isinstance(array[0], float), type(array[0]) is float, sum(array) == total, float(total))
END_ARRAYS
found=$(for version in 0.25.1 0.26.4 314.0.7; do
    npm install --silent --no-audit --no-fund --no-save --prefix . pyodide@$version
    node run.mjs
done
venv/bin/python arrays.py)
echo "$found"
expected="3.11.3 0.9999999999999999 0.9999999999999999 0.9999999999999999 0.9999999999999999
3.12.1 0.9999999999999999 1.0 1.0 0.9999999999999999
3.14.2 0.9999999999999999 1.0 1.0 0.9999999999999999
numpy True False True 0.9999999999999999"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
