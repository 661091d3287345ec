#!/bin/sh
# cattrs 26.2.1, pydantic 2.14.4 and msgspec 0.23.0: `Sequence[int]`, `Collection[int]` or `Iterable[int]` for a field of `list[int]` is a tuple, an error, or no check at all, by the library.
#
# Guides and linters ask for the abstract type where a list is only read, as something for type checkers. cattrs then makes a tuple, so that `==` with a list is False and
# `+` an error. msgspec does not look into an `Iterable`, and accepts words for numbers; pydantic makes of it an iterator, whose check comes later and which
# can be read once. `Collection` is an error in cattrs and pydantic. `collections.abc.Set` is a frozenset in
# cattrs and pydantic and a set in msgspec; `MutableSequence` is the list in all.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check cattrs==26.2.1 pydantic==2.14.4 msgspec==0.23.0
cd "$folder"
cat > sample.py <<'END'
from collections.abc import Collection, Iterable, MutableSequence, Sequence, Set

import cattrs
import msgspec
from pydantic import TypeAdapter


def by_pydantic(value, annotation):
    return TypeAdapter(annotation).validate_python(value)


for name, convert in ("cattrs", cattrs.structure), ("pydantic", by_pydantic), ("msgspec", msgspec.convert):
    for annotation in list, MutableSequence, Sequence, Set, Collection, Iterable:
        answers = []
        for value in [1, 2], ["one", "two"]:
            try:
                answers.append(type(convert(value, annotation[int])).__name__)
            except Exception:
                answers.append("error")
        print(name, annotation.__name__, *answers)
END
found=$(venv/bin/python sample.py)
echo "$found"
expected="cattrs list list error
cattrs MutableSequence list error
cattrs Sequence tuple error
cattrs Set frozenset error
cattrs Collection error error
cattrs Iterable error error
pydantic list list error
pydantic MutableSequence list error
pydantic Sequence list error
pydantic Set frozenset error
pydantic Collection error error
pydantic Iterable ValidatorIterator ValidatorIterator
msgspec list list error
msgspec MutableSequence list error
msgspec Sequence list error
msgspec Set set error
msgspec Collection list error
msgspec Iterable list list"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
