#!/bin/sh
# dask 2026.8.0: `[c for c in frame]` gives the names of the columns at once, and `list(frame)` computes the whole frame first.
#
# `list()` asks for the length to reserve room, and the length of a lazy frame is the number of its rows: for names that are known without reading anything, all
# partitions are read and computed, and again at each call. `tuple(frame)`, `sorted(frame)` and `[*frame]` do so as well; `set(frame)` and `for c in frame` do not.
# pylint's unnecessary-comprehension and ruff's C416 ask for `list()` as the shorter form of the same. `list(frame.columns)` is meant and costs nothing.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "dask[dataframe]==2026.8.0" pandas==3.1.1
cd "$folder"
cat > sample.py <<'END'
import dask
import dask.dataframe as dd
import pandas as pd

dask.config.set(scheduler="synchronous")
computed = []


def load(part):
    computed.append(len(part))
    return part


start = pd.DataFrame({"a": range(6), "b": range(6)})
frame = dd.from_pandas(start, npartitions=3).map_partitions(load, meta=start.head(0))
for name, get in (
    ("comprehension", lambda: [c for c in frame]),
    ("set", lambda: set(frame)),
    ("list of columns", lambda: list(frame.columns)),
    ("list", lambda: list(frame)),
    ("list again", lambda: list(frame)),
    ("star", lambda: [*frame]),
    ("sorted", lambda: sorted(frame)),
    ("tuple", lambda: tuple(frame)),
):
    computed.clear()
    print(name, sorted(get()) == ["a", "b"], len(computed))
END
found=$(venv/bin/python sample.py)
echo "$found"
expected="comprehension True 0
set True 0
list of columns True 0
list True 3
list again True 3
star True 3
sorted True 3
tuple True 3"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
