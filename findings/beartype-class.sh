#!/bin/sh
# beartype 0.23.1: `@beartype` on a class checks a method and a property, and no longer does once they are decorated with `@cache`, `@cached_property` or `@singledispatchmethod`.
#
# On a function, `@beartype` above `@cache` does check, and so does a static method with both. In a class, it takes functions, properties, static and class
# methods and leaves whatever else is there alone. So a property that becomes a cached one, as linters advise, returns what it likes, and nothing says so.
# A function that yields its items instead of returning a list accepts any argument: it is checked where the first item is asked for, if ever. typeguard
# 4.6.1's `@typechecked` is alike, and with it a cached function is not checked either.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check beartype==0.23.1 typeguard==4.6.1
cd "$folder"
cat > sample.py <<'END'
from collections.abc import Iterator
from functools import cache, cached_property, singledispatchmethod

from beartype import beartype
from typeguard import typechecked


def kinds(check):
    @check
    class Basket:
        def method(self, n: int) -> int:
            return 1

        @property
        def total(self) -> int:
            return "no int"

        @cache
        def cached_method(self, n: int) -> int:
            return 1

        @cached_property
        def cached_total(self) -> int:
            return "no int"

        @singledispatchmethod
        def single(self, n: object) -> int:
            return "no int"

    @check
    @cache
    def cached(n: int) -> int:
        return 1

    @check
    def listed(n: int) -> list[int]:
        return [1]

    @check
    def yielded(n: int) -> Iterator[int]:
        yield 1

    yield "method", lambda: Basket().method("no int")
    yield "@cache method", lambda: Basket().cached_method("no int")
    yield "property", lambda: Basket().total
    yield "cached_property", lambda: Basket().cached_total
    yield "singledispatchmethod", lambda: Basket().single(1)
    yield "@cache function", lambda: cached("no int")
    yield "list", lambda: listed("no int")
    yield "generator, called", lambda: yielded("no int")
    yield "generator, iterated", lambda: list(yielded("no int"))


for check in beartype, typechecked:
    for name, run in kinds(check):
        try:
            run()
            print(check.__name__, name, "passes")
        except Exception:
            print(check.__name__, name, "checked")
END
found=$(venv/bin/python sample.py)
echo "$found"
expected="beartype method checked
beartype @cache method passes
beartype property checked
beartype cached_property passes
beartype singledispatchmethod passes
beartype @cache function checked
beartype list checked
beartype generator, called passes
beartype generator, iterated checked
typechecked method checked
typechecked @cache method passes
typechecked property checked
typechecked cached_property passes
typechecked singledispatchmethod passes
typechecked @cache function passes
typechecked list checked
typechecked generator, called passes
typechecked generator, iterated checked"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
