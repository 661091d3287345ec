#!/bin/sh
# ruff 0.17.6: the safe fix of SIM300 makes `frame == ANY` of `ANY == frame`, which is True before and a ValueError after.
#
# `unittest.mock.ANY` is written in capitals and counts as a constant that should be on the right. On the left its own `__eq__()` answers first; on the right, pandas
# 3.1.1, polars 2.1.0 and SQLAlchemy 2.1.9 answer, with a frame or an expression: of a frame or a Series of polars the test is an error, and of a column it is False.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ruff==0.17.6 pandas==3.1.1 polars==2.1.0 sqlalchemy==2.1.9
cd "$folder"
cat > check.py <<'END_CHECK'
from unittest.mock import ANY


def matches(x):
    return bool(ANY == x)
END_CHECK
cat > sample.py <<'END_SAMPLE'
import pandas
import polars
from check import matches
from sqlalchemy import Column, Integer

for x in (
    pandas.DataFrame({"a": [1, 2]}),
    polars.Series([1, 2]),
    Column("a", Integer),
):
    try:
        print(matches(x), end=" ")
    except Exception as e:
        print(type(e).__name__, end=" ")
print()
END_SAMPLE
found=$(
    venv/bin/python -B sample.py
    venv/bin/ruff check --isolated --no-cache --quiet --select SIM300 --fix check.py
    venv/bin/python -B sample.py
)
echo "$found"
expected="True True True 
ValueError TypeError False "
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
