#!/bin/sh
# pandas 2.3.3: `agg(sum)`, `agg(np.median)` and `agg(np.std)` are not `agg(lambda s: sum(s))` and so on; in pandas 3.1.1 they are.
#
# pandas 2 puts its own methods in the place of functions that it knows by object, and those leave out NaN and divide by n - 1. So what linters call an unnecessary
# lambda (pylint's unnecessary-lambda, ruff's PLW0108) changes numbers in pandas 2, and code that was fixed so changes back with pandas 3. `max` and
# `min` are alike in `agg()` and differ in `apply()`, the other way around: here it is the short form that gives NaN. `agg("sum")` is the same in both versions.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
for version in 2.3.3 3.1.1; do
    "$folder/venv/bin/pip" install --quiet --disable-pip-version-check --target "$folder/$version" pandas==$version numpy==2.4.6
done
cd "$folder"
cat > sample.py <<'END'
import warnings

import numpy as np
import pandas as pd

warnings.simplefilter("ignore")
frame = pd.DataFrame({"key": ["a", "a", "b", "b"], "value": [1.0, np.nan, 3.0, 6.0]})
groups = frame.groupby("key")["value"]
print(pd.__version__)
for name, run, long, short in (
    ("agg sum", groups.agg, lambda s: sum(s), sum),
    ("agg max", groups.agg, lambda s: max(s), max),
    ("apply max", groups.apply, lambda s: max(s), max),
    ("agg median", groups.agg, lambda s: np.median(s), np.median),
    ("agg std", groups.agg, lambda s: np.std(s), np.std),
):
    print(name, *run(long).round(2), "|", *run(short).round(2))
print('agg "sum"', *groups.agg("sum"))
END
found=$(for version in 2.3.3 3.1.1; do PYTHONPATH=$version venv/bin/python sample.py; done)
echo "$found"
expected='2.3.3
agg sum nan 9.0 | 1.0 9.0
agg max 1.0 6.0 | 1.0 6.0
apply max 1.0 6.0 | nan 6.0
agg median nan 4.5 | 1.0 4.5
agg std 0.0 1.5 | nan 2.12
agg "sum" 1.0 9.0
3.1.1
agg sum nan 9.0 | nan 9.0
agg max 1.0 6.0 | 1.0 6.0
apply max 1.0 6.0 | 1.0 6.0
agg median nan 4.5 | nan 4.5
agg std 0.0 1.5 | 0.0 1.5
agg "sum" 1.0 9.0'
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
