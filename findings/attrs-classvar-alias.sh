#!/bin/sh
# attrs 26.1.0: with `from __future__ import annotations`, `limit: tp.ClassVar[int] = 10` (`import typing as tp`) is a field, and `Basket.limit` is no 10.
#
# The annotation is a string then, and attrs goes by how it begins: `typing.`, `t.` or nothing in front of `ClassVar` is known, another name for the module or the
# class is not. The class has one argument more in `__init__()`, in `==` and in `asdict()`, and with slots, which `define` makes, its attribute is a descriptor.
# dataclasses and pydantic 2.14.4 look the name up. Linters add the import to each file (ruff's I002 and FA102), as something that only type checkers see.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check attrs==26.1.0 pydantic==2.14.4 ruff==0.17.6
cd "$folder"
cat > sample.py <<'END'
import dataclasses
import typing
import typing as t
import typing as tp
from typing import ClassVar

import attrs
import pydantic


@attrs.define
class Basket:
    n: int = 1
    a: ClassVar[int] = 10
    b: typing.ClassVar[int] = 10
    c: t.ClassVar[int] = 10
    d: tp.ClassVar[int] = 10


@dataclasses.dataclass
class Data:
    n: int = 1
    d: tp.ClassVar[int] = 10


class Model(pydantic.BaseModel):
    n: int = 1
    d: tp.ClassVar[int] = 10


names = [field.name for field in attrs.fields(Basket)]
print(*names, type(Basket.d).__name__, *(f.name for f in dataclasses.fields(Data)), *Model.model_fields)
END
found=$(venv/bin/python sample.py
    venv/bin/ruff check --isolated --no-cache --quiet --select I002 --fix --config 'lint.isort.required-imports = ["from __future__ import annotations"]' sample.py
    head -1 sample.py
    venv/bin/python sample.py)
echo "$found"
expected="n int n n
from __future__ import annotations
n d member_descriptor n n"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
