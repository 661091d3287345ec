#!/bin/sh
# hypothesis 6.170.17: for a parameter `xs: Sequence[int]`, `@given(...)` and `from_type()` also make bytes, and for `Iterable[int]` dicts, sets and iterators that can be read once.
#
# bytes are a sequence of int, so the type is right; the code that was written for lists is not: `xs + [0]`, `xs == [1]` and json. Guides and linters ask for
# `Sequence` or `Iterable` in place of `list` for what a function only reads, as something for type checkers; for a library that takes its test data from the
# annotations, each is another test. `Sequence[str]` makes lists alone, and so do `MutableSequence[int]` and `list[int]`, though a str is a sequence of str.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check hypothesis==6.170.17
cd "$folder"
cat > sample.py <<'END'
from collections.abc import Iterable, Iterator, MutableSequence, Sequence

from hypothesis import given, settings


def kinds(annotation):
    found = set()

    def collect(xs):
        found.add("iterator" if isinstance(xs, Iterator) else type(xs).__name__)

    collect.__annotations__["xs"] = annotation
    settings(max_examples=600, database=None, derandomize=True, deadline=None)(given(xs=...)(collect))()
    return found


def with_zero(xs: Sequence[int]):
    assert (xs + [0])[-1] == 0


for annotation in list[int], MutableSequence[int], Sequence[str], Sequence[int]:
    print(annotation, *sorted(kinds(annotation)))
print(Iterable[int], *sorted(kinds(Iterable[int]) & {"bytes", "dict", "iterator", "list", "set"}))
try:
    settings(database=None, derandomize=True)(given(xs=...)(with_zero))()
    print("with_zero passes")
except TypeError as error:
    print("with_zero", error)
END
found=$(venv/bin/python sample.py 2>/dev/null)
echo "$found"
expected="list[int] list
collections.abc.MutableSequence[int] list
collections.abc.Sequence[str] list
collections.abc.Sequence[int] bytes list
collections.abc.Iterable[int] bytes dict iterator list set
with_zero can't concat list to bytes"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
