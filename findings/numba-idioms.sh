#!/bin/sh
# numba 0.68.1: in `@njit` functions `match` and f-strings compile, and `:=`, `enumerate(xs, start=1)`, `zip(xs, ys, strict=True)`, `any(x > 1 for x in xs)`
# and `raise … from e` do not, though `enumerate(xs, 1)` and `sum([…])` do.
#
# So what a linter writes in place of the longer form ends the compilation, and with an error that names none of it: an AssertionError without a text for
# the keywords, "Type of variable cannot be determined" for `:=`. ruff's B904, SIM110 and B905 look into such functions, too.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check numba==0.68.1
cd "$folder"
cat > sample.py <<'END'
import numpy as np
from numba import njit


def f_string(xs):
    return f"{xs[0]}"


def match(xs):
    match xs[0]:
        case 1:
            return 1
        case _:
            return 2


def enumerate_1(xs):
    return [i * x for i, x in enumerate(xs, 1)]


def enumerate_start(xs):
    return [i * x for i, x in enumerate(xs, start=1)]


def zip_strict(xs):
    return [x * y for x, y in zip(xs, xs, strict=True)]


def any_of(xs):
    return any(x > 1 for x in xs)


def walrus(xs):
    if (n := len(xs)) > 1:
        return n
    return 0


def raise_from(xs):
    try:
        return xs[0]
    except Exception as e:
        raise ValueError("no") from e


for function in (f_string, match, enumerate_1, enumerate_start, zip_strict, any_of, walrus, raise_from):
    try:
        njit(function)(np.array([1, 2]))
        print(function.__name__, "compiles")
    except Exception as e:
        print(function.__name__, type(e).__name__)
END
found=$(venv/bin/python sample.py)
echo "$found"
expected="f_string compiles
match compiles
enumerate_1 compiles
enumerate_start AssertionError
zip_strict AssertionError
any_of UnsupportedError
walrus TypingError
raise_from ValueError"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
