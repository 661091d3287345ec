#!/bin/sh
# pandas 3.1.1: `a = a + b` has the labels of both, `a += b` only those of `a`.
#
# Of two frames with the columns a and b, the sum has both columns, and `+=` leaves out b without a word; of two series, it leaves out the rows. So the
# shorter form that linters advise (pylint's consider-using-augmented-assign, ruff's PLR6104) loses data, and the loss is no error.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pandas==3.1.1
cd "$folder"
cat > sample.py <<'END'
import pandas as pd

a = pd.DataFrame({"a": [1]})
b = pd.DataFrame({"b": [1]})
print(list((a + b).columns), end=" ")
a += b
print(list(a.columns), end=" ")
s = pd.Series([1], index=["x"])
t = pd.Series([1], index=["y"])
print(list((s + t).index), end=" ")
s += t
print(list(s.index))
END
found=$(venv/bin/python sample.py)
echo "$found"
[ "$found" = "['a', 'b'] ['a'] ['x', 'y'] ['x']" ] || { echo "this has changed: it was ['a', 'b'] ['a'] ['x', 'y'] ['x']"; exit 1; }
