#!/bin/sh
# pydicom 3.0.2: `ds["PatientName"]` is the element, and `ds.get("PatientName")` is its value; with a tag, `get()` is the element, too.
#
# `ds[key] if key in ds else None` is what linters shorten to `ds.get(key)` (ruff's SIM401, pylint's consider-using-get). For a keyword the short form has
# neither `.VR` nor `.value`, and for the tag of the same element it has both. `pop()` and `setdefault()` give the element.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pydicom==3.0.2
cd "$folder"
cat > sample.py <<'END'
from pydicom import Dataset

ds = Dataset()
ds.PatientName = "Example^Name"
for key in ("PatientName", 0x00100010):
    long = ds[key] if key in ds else None
    print(type(long).__name__, type(ds.get(key)).__name__, type(ds.setdefault(key, None)).__name__)
print(type(ds.pop("PatientName")).__name__)
END
found=$(venv/bin/python sample.py)
echo "$found"
expected="DataElement PersonName DataElement
DataElement DataElement DataElement
DataElement"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
