#!/bin/sh
# attrs 26.1.0: in a class of `@define`, `super()` in a method with `@contextmanager`, `@cache` or any wrapper is a TypeError, unless another method without one uses `super()`, too.
#
# `define` makes slots, and for them a second class. What `super()` asks for is one cell that all methods of a class share; attrs looks for it in the methods themselves and not
# in what a decorator returned (a `cached_property` aside), so it stays with the first class if nothing else shows it. A decorator on the one method that calls `super()`,
# or the removal of another method, breaks a call that nobody touched. `super(Order, self)` always works, and ruff 0.17.6's safe fix of UP008 makes `super()` of it; in
# classes of `@dataclass(slots=True)` it leaves the call alone.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check attrs==26.1.0 ruff==0.17.6
cd "$folder"
cat > before.py <<'END'
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, cached_property, wraps

import attrs


def logged(f):
    @wraps(f)
    def wrapper(*given):
        return f(*given)

    return wrapper


class Base:
    def name(self):
        return "base"


@attrs.define
class Plain(Base):
    def run(self):
        return super(Plain, self).name()


@attrs.define
class Logged(Base):
    @logged
    def run(self):
        return super(Logged, self).name()


@attrs.define
class LoggedAndPlain(Base):
    @logged
    def run(self):
        return super(LoggedAndPlain, self).name()

    def name(self):
        return super(LoggedAndPlain, self).name()


@attrs.define(eq=False)
class Cached(Base):
    @cache
    def run(self):
        return super(Cached, self).name()


@attrs.define
class CachedProperty(Base):
    @cached_property
    def value(self):
        return super(CachedProperty, self).name()

    def run(self):
        return self.value


@attrs.define
class Manager(Base):
    @contextmanager
    def block(self):
        yield super(Manager, self).name()

    def run(self):
        with self.block() as value:
            return value


@dataclass(slots=True)
class Dataclass(Base):
    @logged
    def run(self):
        return super(Dataclass, self).name()
END
cp before.py after.py
venv/bin/ruff check --isolated --no-cache --quiet --select UP008 --fix after.py
cat > sample.py <<'END'
import after
import before

for name in "Plain", "Logged", "LoggedAndPlain", "Cached", "CachedProperty", "Manager", "Dataclass":
    answers = []
    for module in before, after:
        try:
            answers.append(getattr(module, name)().run())
        except TypeError as error:
            answers.append(type(error).__name__)
    print(name, *answers)
END
found=$(venv/bin/python sample.py)
echo "$found"
expected="Plain base base
Logged base TypeError
LoggedAndPlain base base
Cached base TypeError
CachedProperty base base
Manager base TypeError
Dataclass base base"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
