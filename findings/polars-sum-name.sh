#!/bin/sh
# polars 2.1.0: the column of `sum(pl.col(c) for c in "ab")` is named "literal"; that of `reduce(operator.add, ...)` is named "a".
#
# The name of an expression is that of its leftmost part, and `sum()` begins with 0. So `with_columns(sum(...))` adds a column where the other form replaced `a`, and
# `["a"]` behind it finds the old values. Two such sums in one `select()` are a DuplicateError. `sum(rest, first)`, `.alias()` and `pl.sum_horizontal()` have the name
# of a column; linters turn `reduce()` with an addition into `sum()`.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check polars==2.1.0
cd "$folder"
cat > sample.py <<'END_SAMPLE'
from functools import reduce
from operator import add

import polars as pl

frame = pl.DataFrame({"a": [1, 2], "b": [3, 4]})
columns = [pl.col("a"), pl.col("b")]
print("reduce", frame.with_columns(reduce(add, columns)).to_dict(as_series=False))
print("sum", frame.with_columns(sum(columns)).to_dict(as_series=False))
print("start", frame.with_columns(sum(columns[1:], columns[0])).to_dict(as_series=False))
print("horizontal", frame.with_columns(pl.sum_horizontal(columns)).to_dict(as_series=False))
try:
    frame.select(sum(columns), sum(columns) * 2)
except pl.exceptions.PolarsError as e:
    print(type(e).__name__)
END_SAMPLE
found=$(venv/bin/python sample.py)
echo "$found"
expected="reduce {'a': [4, 6], 'b': [3, 4]}
sum {'a': [1, 2], 'b': [3, 4], 'literal': [4, 6]}
start {'a': [4, 6], 'b': [3, 4]}
horizontal {'a': [4, 6], 'b': [3, 4]}
DuplicateError"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
