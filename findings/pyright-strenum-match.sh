#!/bin/sh
# pyright 1.1.414: with a StrEnum, `if color == "red"` narrows and a ladder of them is exhaustive; `case "red"` does neither, and can count as unreachable.
#
# Where an earlier `if` has left some members, no `case` with a string fits them for pyright, though all of them are strings: the code there is not checked, in an
# editor it is greyed out, and it runs. Linters advise `match` for a ladder that compares one name with constants. ty 0.0.108 knows both forms; for mypy 2.4.1
# neither is exhaustive, and all is checked. `case Color.RED:` is right in all of them.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check mypy==2.4.1 ty==0.0.108
cd "$folder"
npm install --silent --no-audit --no-fund --no-save --prefix . pyright@1.1.414
cat > sample.py <<'END'
from enum import StrEnum


class Color(StrEnum):
    RED = "red"
    BLUE = "blue"


def ladder(color: Color) -> int:
    if color == "red":
        return 1
    elif color == "blue":
        return 2


def cases(color: Color) -> int:
    match color:
        case "red":
            return 1
        case "blue":
            return 2


def members(color: Color) -> int:
    match color:
        case Color.RED:
            return 1
        case Color.BLUE:
            return 2


def later_if(color: Color) -> None:
    if color is Color.BLUE:
        return
    if color == "red":
        n: int = "checked"


def later_case(color: Color) -> None:
    if color is Color.BLUE:
        return
    match color:
        case "red":
            n: int = "checked"


later_case(Color.RED)
END
lines() { grep -o 'sample.py:[0-9]*:.*error' | sed 's/sample.py:\([0-9]*\):.*/\1/' | sort -un | tr '\n' ' '; }
found=$(
    echo "pyright $(node node_modules/pyright/index.js sample.py | lines)"
    echo "ty $(venv/bin/ty check --output-format concise sample.py 2>/dev/null | lines)"
    echo "mypy $(venv/bin/mypy sample.py | lines)"
)
echo "$found"
expected="pyright 16 36 
ty 36 44 
mypy 9 16 36 44 "
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
