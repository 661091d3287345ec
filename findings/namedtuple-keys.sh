#!/bin/sh
# pandas 3.1.1 and h5py 3.16.0: with a NamedTuple `cell` of a row and a column, `frame.loc[cell] = 9` and `data[cell] = 9` work as with a tuple, and reading `frame.loc[cell]` or `data[cell]` fails.
#
# To read, pandas asks whether the key's type is tuple, and takes another for the label of one row (KeyError, or TypeError from `iloc`); h5py's fast reader refuses it. To
# write, both go by `isinstance()`. So the NamedTuple that linters advise for tuples that are read by position, as it still is one, passes the tests of the code
# that writes. `frame.at[cell]`, a label of a MultiIndex, numpy 2.4.6 and xarray 2026.9.0 take both. `tuple(cell)` is right everywhere, and no needless copy.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pandas==3.1.1 h5py==3.16.0 numpy==2.4.6 xarray==2026.9.0
cd "$folder"
cat > sample.py <<'END'
from itertools import count
from typing import NamedTuple

import h5py
import numpy as np
import pandas as pd
import xarray as xr


class Cell(NamedTuple):
    row: object
    column: object


numbers = count()


def labelled():
    return pd.DataFrame([[1, 2], [3, 4]], index=["a", "b"], columns=["x", "y"])


def stored():
    file = h5py.File(f"memory{next(numbers)}", "w", driver="core", backing_store=False)
    return file.create_dataset("data", data=[[1, 2], [3, 4]])


def read(value, key):
    return value[key]


def write(value, key):
    value[key] = 9
    return value[tuple(key)]


label, place = ("a", "y"), (0, 1)
for name, key, make in (
    ("loc", label, lambda: labelled().loc),
    ("iloc", place, lambda: labelled().iloc),
    ("at", label, lambda: labelled().at),
    ("MultiIndex", label, lambda: pd.Series([2], index=pd.MultiIndex.from_tuples([label])).loc),
    ("h5py", place, stored),
    ("numpy", place, lambda: np.array([[1, 2], [3, 4]])),
    ("xarray", place, lambda: xr.DataArray([[1, 2], [3, 4]])),
):
    for kind in key, Cell(*key):
        for action in read, write:
            value = make()
            try:
                found = int(action(value, kind))
            except (KeyError, TypeError) as error:
                found = type(error).__name__
            print(name, type(kind).__name__, action.__name__, found)
END
found=$(venv/bin/python -W ignore sample.py)
echo "$found"
expected="loc tuple read 2
loc tuple write 9
loc Cell read KeyError
loc Cell write 9
iloc tuple read 2
iloc tuple write 9
iloc Cell read TypeError
iloc Cell write 9
at tuple read 2
at tuple write 9
at Cell read 2
at Cell write 9
MultiIndex tuple read 2
MultiIndex tuple write 9
MultiIndex Cell read 2
MultiIndex Cell write 9
h5py tuple read 2
h5py tuple write 9
h5py Cell read TypeError
h5py Cell write 9
numpy tuple read 2
numpy tuple write 9
numpy Cell read 2
numpy Cell write 9
xarray tuple read 2
xarray tuple write 9
xarray Cell read 2
xarray Cell write 9"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
