#!/bin/sh
# mypyc of mypy 2.4.1: behind a loop over an empty range, the compiled loop variable is 0; in Python, reading it is an UnboundLocalError.
#
# The step to compiled code also parts what Python shares: a list in the body of a class (`items: list[int] = []`, without ClassVar) is one for each object, so the
# bug that linters report there is gone, and what relied on it as well. `copy.copy()` and pickle of a frozen dataclass raise FrozenInstanceError, while
# `replace()` works; without `frozen=True`, copy works. And `n in [n]` is False for a NaN, which Python finds by its identity.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check mypy==2.4.1 setuptools
cd "$folder"
cat > sample.py <<'END'
from dataclasses import dataclass


@dataclass
class Open:
    x: int


@dataclass(frozen=True)
class Frozen:
    x: int


class Basket:
    items: list[int] = []


def last(count: int) -> int:
    for i in range(count):
        pass
    return i


def shared() -> int:
    Basket().items.append(1)
    return len(Basket().items)


def found(n: float) -> bool:
    return n in [n]
END
cat > use.py <<'END'
import copy
import dataclasses
import math

import sample

print("compiled" if sample.__file__.endswith(".so") else "Python")
for name, run in (
    ("last", lambda: sample.last(0)),
    ("shared", sample.shared),
    ("found", lambda: sample.found(math.nan)),
    ("copy", lambda: copy.copy(sample.Open(1)).x),
    ("copy frozen", lambda: copy.copy(sample.Frozen(1)).x),
    ("replace frozen", lambda: dataclasses.replace(sample.Frozen(1), x=2).x),
):
    try:
        print(name, run())
    except Exception as e:
        print(name, type(e).__name__)
END
found=$(venv/bin/python use.py; venv/bin/mypyc sample.py > log 2>&1 || cat log; venv/bin/python use.py)
echo "$found"
expected="Python
last UnboundLocalError
shared 1
found True
copy 1
copy frozen 1
replace frozen 2
compiled
last 0
shared 0
found False
copy 1
copy frozen FrozenInstanceError
replace frozen 2"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
