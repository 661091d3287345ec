#!/bin/sh
# typeguard 4.6.1: a generator function that is annotated with an alias of `Iterator[int]` fails at the end of its loop, though it is right.
#
# `@typechecked` looks at the words of the annotation to tell what the function yields and returns. Behind an alias or `Annotated[...]`, it takes the generator
# for what the body returns, and None is no Iterator; behind `Iterator[int] | None` it checks nothing, and lets a str pass. So to give a long return type a
# name changes what is checked.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check typeguard==4.6.1
cd "$folder"
cat > sample.py <<'END'
from collections.abc import Iterator
from typing import Annotated, TypeAlias

from typeguard import TypeCheckError, typechecked

Numbers: TypeAlias = Iterator[int]


def plain(value) -> Iterator[int]:
    yield value


def alias(value) -> Numbers:
    yield value


def annotated(value) -> Annotated[Iterator[int], "numbers"]:
    yield value


def union(value) -> Iterator[int] | None:
    yield value


for function in plain, alias, annotated, union:
    print(function.__name__ + ":", end="")
    for value in 1, "a":
        try:
            list(typechecked(function)(value))
            print(" fine", end="")
        except TypeCheckError as error:
            print("", "return" if "return value (None)" in str(error) else "yield", end="")
    print()
END
found=$(venv/bin/python sample.py)
echo "$found"
expected="plain: fine yield
alias: return return
annotated: return return
union: fine fine"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
