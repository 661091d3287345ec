#!/bin/sh
# pyarrow 26.0.1: `1 in array` is False for an array that holds 1; of scalars, False is false, 0 and the null are true.
#
# `in` compares each pyarrow scalar with the number, and the two are never equal. So `1 in array.to_pylist()` is no needless copy: without the call, the
# answer is another. Only boolean scalars have a `__bool__`: `if scalar:` for `if scalar != 0` or `if scalar is not None` is always true for the others.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pyarrow==26.0.1
cd "$folder"
cat > sample.py <<'END'
import pyarrow as pa

array = pa.array([1, None])
print(1 in array, 1 in array.to_pylist(), pa.scalar(1) in array, bool(pa.scalar(False)), bool(pa.scalar(0)), bool(pa.scalar(None)))
END
found=$(venv/bin/python sample.py)
echo "$found"
[ "$found" = "False True True False True True" ] || { echo "this has changed: it was False True True False True True"; exit 1; }
