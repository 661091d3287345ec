#!/bin/sh
# pandas 3.1.1: `reversed(series)` of a sorted series is in neither order, and `bisect(series, x)` finds another place; `series[::-1]` and `list(series)` are right.
#
# A Series has no `__reversed__()`, so Python asks for `series[2]`, `series[1]` and so on, and by number that is a label, not a position. After `sort_values()` the
# labels are the old positions, and the items come out in the reverse of the order before sorting, without an error; after a filter it is a KeyError. Guides advise
# `reversed(xs)` as the readable form of `xs[::-1]`. `reversed(frame)` is a KeyError, too, while an Index and a NumPy 2.4.6 array are fine.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pandas==3.1.1 numpy==2.4.6
cd "$folder"
cat > sample.py <<'END'
from bisect import bisect

import pandas as pd

ages = pd.Series([30, 10, 20]).sort_values()
adults = ages[ages > 10]
for name, run in (
    ("slice", lambda: ages[::-1]),
    ("reversed", lambda: reversed(ages)),
    ("reversed, list", lambda: reversed(list(ages))),
    ("reversed, filtered", lambda: reversed(adults)),
    ("reversed, frame", lambda: reversed(ages.to_frame())),
    ("reversed, index", lambda: reversed(pd.Index(ages))),
    ("reversed, array", lambda: reversed(ages.to_numpy())),
    ("bisect", lambda: [bisect(ages, 15)]),
    ("bisect, list", lambda: [bisect(list(ages), 15)]),
):
    try:
        print(name, *map(int, run()))
    except KeyError:
        print(name, "KeyError")
END
found=$(venv/bin/python sample.py)
echo "$found"
expected="slice 30 20 10
reversed 20 10 30
reversed, list 30 20 10
reversed, filtered KeyError
reversed, frame KeyError
reversed, index 30 20 10
reversed, array 30 20 10
bisect 2
bisect, list 1"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
