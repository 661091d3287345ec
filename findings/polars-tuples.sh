#!/bin/sh
# polars 2.1.0: `pl.DataFrame([(1, 2), (3, 4)], schema=["x", "y"])` takes the tuples for columns, and takes them for rows if they are of a NamedTuple.
#
# So x is 1 and 2 in the one and 1 and 3 in the other, and as many tuples as fields (or a schema that is not given) are enough for neither to be an error. Linters
# advise a NamedTuple or a dataclass for tuples whose items are read by position, and a NamedTuple as the step that no caller notices. pandas 3.1.1 takes
# both for rows. `orient="row"` makes it the same in polars. In a column, tuples are lists (`List`), and those of a NamedTuple a `Struct`.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check polars==2.1.0 pandas==3.1.1
cd "$folder"
cat > sample.py <<'END'
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd
import polars as pl


class Point(NamedTuple):
    x: int
    y: int


@dataclass
class Place:
    x: int
    y: int


for name, points in (
    ("tuple", [(1, 2), (3, 4)]),
    ("NamedTuple", [Point(1, 2), Point(3, 4)]),
    ("dataclass", [Place(1, 2), Place(3, 4)]),
):
    print(name, "schema", pl.DataFrame(points, schema=["x", "y"]).to_dict(as_series=False))
    print(name, "no schema", pl.DataFrame(points).to_dict(as_series=False))
    print(name, "orient", pl.DataFrame(points, schema=["x", "y"], orient="row").to_dict(as_series=False))
    print(name, "pandas", pd.DataFrame(points, columns=["x", "y"]).to_dict("list"))
    print(name, "in a column", pl.DataFrame({"point": points}).schema["point"].base_type())
END
found=$(venv/bin/python sample.py)
echo "$found"
expected="tuple schema {'x': [1, 2], 'y': [3, 4]}
tuple no schema {'column_0': [1, 2], 'column_1': [3, 4]}
tuple orient {'x': [1, 3], 'y': [2, 4]}
tuple pandas {'x': [1, 3], 'y': [2, 4]}
tuple in a column List
NamedTuple schema {'x': [1, 3], 'y': [2, 4]}
NamedTuple no schema {'x': [1, 3], 'y': [2, 4]}
NamedTuple orient {'x': [1, 3], 'y': [2, 4]}
NamedTuple pandas {'x': [1, 3], 'y': [2, 4]}
NamedTuple in a column Struct
dataclass schema {'x': [1, 3], 'y': [2, 4]}
dataclass no schema {'x': [1, 3], 'y': [2, 4]}
dataclass orient {'x': [1, 3], 'y': [2, 4]}
dataclass pandas {'x': [1, 3], 'y': [2, 4]}
dataclass in a column Struct"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
