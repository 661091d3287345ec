#!/bin/sh
# pydantic 2.14.4: `model_copy(update={"width": 5})` keeps the area that a `cached_property` computed for the old width; joblib 1.6.0: reading the property changes the object's hash.
#
# The value is in the object's `__dict__`, and whatever reads that takes it for state. So the copy with other fields has the old area (dataclasses' `replace()`
# and attrs 26.1.0's `evolve()` do not copy it), a function that `joblib.Memory` caches runs again for an object that has not changed, dask 2026.8.0's `tokenize()` gives
# another token, and jsonpickle 4.1.4 writes the value into the file. With `@property`, in whose place linters advise it, none of this is so. deepdiff 9.1.0 sees no
# difference.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pydantic==2.14.4 joblib==1.6.0 dask==2026.8.0 jsonpickle==4.1.4 deepdiff==9.1.0 attrs==26.1.0
cd "$folder"
cat > sample.py <<'END'
import dataclasses
import warnings
from functools import cached_property

import attrs
import joblib
import jsonpickle
from dask.base import tokenize
from deepdiff import DeepDiff
from pydantic import BaseModel


warnings.simplefilter("ignore")


def area(self):
    return self.width**2


class Plain:
    def __init__(self, width):
        self.width = width

    area = property(area)


class Cached:
    def __init__(self, width):
        self.width = width

    area = cached_property(area)


class PlainModel(BaseModel):
    width: int
    area = property(area)


class CachedModel(BaseModel):
    width: int
    area = cached_property(area)


@dataclasses.dataclass
class CachedData:
    width: int
    area = cached_property(area)


@attrs.define(slots=False)
class CachedAttrs:
    width: int
    area = cached_property(area)


def copies(square, copy):
    square.area
    return copy(square, width=5).area


print("pydantic", *(copies(model(width=2), lambda m, **k: m.model_copy(update=k)) for model in (PlainModel, CachedModel)))
print("dataclass", copies(CachedData(2), dataclasses.replace), "attrs", copies(CachedAttrs(2), attrs.evolve))
for name, state in (
    ("joblib", joblib.hash),
    ("dask", tokenize),
    ("jsonpickle", jsonpickle.encode),
    ("deepdiff", lambda square: bool(DeepDiff(type(square)(2), square))),
):
    for square in (Plain(2), Cached(2)):
        before = state(square)
        square.area
        print(name, type(square).__name__, before == state(square))
END
found=$(venv/bin/python sample.py)
echo "$found"
expected="pydantic 25 4
dataclass 25 attrs 25
joblib Plain True
joblib Cached False
dask Plain True
dask Cached False
jsonpickle Plain True
jsonpickle Cached False
deepdiff Plain True
deepdiff Cached True"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
