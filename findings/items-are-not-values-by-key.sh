#!/bin/sh
# h5py 3.16.0, pypdf 7.1.1, Scrapy 2.19.0 and urllib3 2.8.0: `for k in d: d[k]` and `for k, v in d.items()` give other values.
#
# A link to nothing in an HDF5 group is a KeyError by its key and None in `items()`. pypdf follows a reference (`7 0 R`) by its key, and neither in `items()` and
# `values()` nor in `get()`. Scrapy's headers give the last value by the key and a list of all in `items()`; urllib3's headers join the values of a name with a
# comma, and `items()` has a pair for each; `values()` of both is as by the key. Linters advise `items()` as the same with a lookup less (pylint's
# consider-using-dict-items, ruff's PLC0206): where the type is not known, it is not.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check --no-compile h5py==3.16.0 pypdf==7.1.1 scrapy==2.19.0 urllib3==2.8.0
cd "$folder"
cat > sample.py <<'END'
import h5py
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject
from scrapy.http import Headers
from urllib3 import HTTPHeaderDict

group = h5py.File("memory", "w", driver="core", backing_store=False)
group["a"] = h5py.SoftLink("/none")
page = DictionaryObject({NameObject("/a"): PdfWriter()._add_object(TextStringObject("x"))})
scraped = Headers({"a": ["1", "2"]})
received = HTTPHeaderDict([("a", "1"), ("a", "2")])


def text(value):
    return type(value).__name__ if "Object" in type(value).__name__ else repr(value)


for name, d in (("h5py", group), ("pypdf", page), ("scrapy", scraped), ("urllib3", received)):
    try:
        by_key = [text(d[k]) for k in d]
    except KeyError:
        by_key = ["KeyError"]
    print(name, "/", *by_key, "/", *(text(v) for _, v in d.items()), "/", *map(text, d.values()))
END
found=$(venv/bin/python sample.py)
echo "$found"
expected="h5py / KeyError / None / None
pypdf / TextStringObject / IndirectObject / IndirectObject
scrapy / b'2' / [b'1', b'2'] / b'2'
urllib3 / '1, 2' / '1' '2' / '1, 2'"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
