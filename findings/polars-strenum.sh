#!/bin/sh
# polars 2.1.0: a column made from members of a StrEnum is of the type `Enum`, not `String`: it sorts by the order of the class, so `max()` of small and large is large.
#
# The members are strings, and linters advise them in place of repeated literals, as a step that changes nothing outside. In `pl.DataFrame({"size": sizes})` and
# `pl.Series(sizes)` the order and the largest value change without an error; a join or concatenation with a frame whose column is of strings, `str.to_uppercase()`,
# `replace()` by a new word, and `< "m"` are errors. In `pl.from_dicts()`, in frames made from rows and in `pl.lit()` the same members make a `String`. pandas
# 3.1.1 and pyarrow 26.0.1 make strings of them.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check polars==2.1.0 pandas==3.1.1 pyarrow==26.0.1
cd "$folder"
cat > sample.py <<'END'
from enum import StrEnum

import pandas as pd
import polars as pl
import pyarrow as pa


class Size(StrEnum):
    SMALL = "small"
    LARGE = "large"


def answer(run):
    try:
        return run()
    except pl.exceptions.PolarsError as error:
        return type(error).__name__


prices = pl.DataFrame({"size": ["small"], "price": [3]})
for name, sizes in ("str", ["small", "large"]), ("StrEnum", [Size.SMALL, Size.LARGE]):
    frame = pl.DataFrame({"size": sizes})
    print(name, "frame", frame.schema["size"].base_type())
    print(name, "from_dicts", pl.from_dicts([{"size": size} for size in sizes]).schema["size"].base_type())
    print(name, "pandas, pyarrow", pd.Series(sizes).dtype, pa.array(sizes).type)
    print(name, "sort", *frame.sort("size")["size"])
    print(name, "max", frame["size"].max())
    print(name, "less", answer(lambda: (frame["size"] < "m").to_list()))
    print(name, "join", answer(lambda: frame.join(prices, on="size").height))
    print(name, "concat", answer(lambda: pl.concat([frame, prices.select("size")]).height))
    print(name, "upper", answer(lambda: frame["size"].str.to_uppercase().to_list()))
    print(name, "replace", answer(lambda: frame["size"].replace("small", "tiny").to_list()))
END
found=$(venv/bin/python sample.py)
echo "$found"
expected="str frame String
str from_dicts String
str pandas, pyarrow str string
str sort large small
str max small
str less [False, True]
str join 1
str concat 3
str upper ['SMALL', 'LARGE']
str replace ['tiny', 'large']
StrEnum frame Enum
StrEnum from_dicts String
StrEnum pandas, pyarrow str string
StrEnum sort small large
StrEnum max large
StrEnum less InvalidOperationError
StrEnum join SchemaError
StrEnum concat SchemaError
StrEnum upper SchemaError
StrEnum replace InvalidOperationError"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
