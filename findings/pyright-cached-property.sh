#!/bin/sh
# pyright 1.1.414: a class whose `area` is a `@cached_property` does not fit a Protocol with `@property def area(self) -> int`, nor may one override such a property.
#
# mypy 2.4.1, ty 0.0.104 and pyrefly 1.4.1 accept both. pyright compares the object that the decorator makes, a `cached_property[int]`, with int, though it knows
# the type of `shape.area`. So the step from `property` to `cached_property` that linters advise, which changes nothing for those who read the attribute,
# is an error at each call that takes the class for the protocol. If the protocol declares `area: int`, pyright refuses the class as well.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check mypy==2.4.1 ty==0.0.104 pyrefly==1.4.1
npm install --silent --no-audit --no-fund --prefix "$folder" pyright@1.1.414
cd "$folder"
cat > before.py <<'END'
from functools import cached_property
from typing import Protocol


class HasArea(Protocol):
    @property
    def area(self) -> int: ...


class Shape:
    @property
    def area(self) -> int:
        return 0


class Square:
    @property
    def area(self) -> int:
        return 4


class Rectangle(Shape):
    @property
    def area(self) -> int:
        return 6


def show(shape: HasArea) -> None:
    print(shape.area + 1)


show(Square())
print(Square().area + 1, Rectangle().area + 1)
END
sed '/^class Square/,/^def show/s/@property/@cached_property/' before.py > after.py
printf 'preset = "default"\n' > pyrefly.toml
count() {
    name=$1
    shift
    echo "$name" $(for file in before after; do "$@" $file.py 2>&1 | grep -c '^ERROR\|error:\|error\[\|- error' || true; done)
}
found=$(
    count mypy venv/bin/mypy --no-error-summary
    count ty venv/bin/ty check --output-format concise
    count pyrefly venv/bin/pyrefly check --output-format min-text
    count pyright node node_modules/pyright/index.js
)
echo "$found"
expected="mypy 0 0
ty 0 0
pyrefly 0 0
pyright 0 2"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
