#!/bin/sh
# pyrefly 1.4.1: `case {"size": int(size)}` is an error where the value is an `object`, as the values of a `dict[str, object]` are; `isinstance(value, dict)` is none.
#
# "Expected `__getitem__` to be a callable, got `Never`": no part of the object is known to be a Mapping, and instead of narrowing to one, as for a sequence pattern, pyrefly
# takes what is left of it for Never. So the `match` that linters advise for a ladder of `isinstance()` over JSON does not pass, nor does a pattern within a pattern.
# With `Any`, or with a union that has a dict or Mapping in it, it does; so does `case dict(row)` with the keys looked up behind it. mypy 2.4.1, ty 0.0.104 and pyright
# 1.1.414 accept all of them.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check mypy==2.4.1 ty==0.0.104 pyrefly==1.4.1
npm install --silent --no-audit --no-fund --prefix "$folder" pyright@1.1.414
cd "$folder"
cat > sample.py <<'END'
from collections.abc import Mapping
from typing import Any


def ladder(value: object) -> int:
    if isinstance(value, dict) and isinstance(size := value.get("size"), int):
        return size
    return 0


def pattern(value: object) -> int:
    match value:
        case {"size": int(size)}:
            return size
    return 0


def nested(value: dict[str, object]) -> int:
    match value:
        case {"box": {"size": int(size)}}:
            return size
    return 0


def sequence(value: object) -> int:
    match value:
        case [int(size)]:
            return size
    return 0


def of_any(value: dict[str, Any]) -> int:
    match value:
        case {"box": {"size": int(size)}}:
            return size
    return 0


def of_union(value: int | Mapping[str, int]) -> int:
    match value:
        case {"size": int(size)}:
            return size
    return 0


def of_dict(value: object) -> int:
    match value:
        case dict(row):
            return len(row)
    return 0
END
printf 'preset = "default"\n' > pyrefly.toml
lines() {
    name=$1
    shift
    echo "$name" $("$@" sample.py 2>&1 | grep '^ERROR\|error:\|error\[\|- error' | grep -o 'sample.py:[0-9]*' || true)
}
found=$(
    lines mypy venv/bin/mypy --no-error-summary --strict
    lines ty venv/bin/ty check --output-format concise
    lines pyright node node_modules/pyright/index.js
    lines pyrefly venv/bin/pyrefly check --output-format min-text
)
echo "$found"
expected="mypy
ty
pyright
pyrefly sample.py:13 sample.py:20"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
