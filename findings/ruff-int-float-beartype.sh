#!/bin/sh
# ruff 0.17.6: the safe fix of PYI041 makes `float` of a parameter's `int | float`, and beartype 0.23.1 then refuses `half(1)`.
#
# For a type checker an int is a float, and the union says nothing more. beartype goes by the class and fails at run time, while typeguard 4.6.1 accepts the int.
# pydantic 2.14.4's `validate_call` and FastAPI 0.165.0 convert what they get: 2**53 + 1, an id or a number of cents, arrives as another number, without an error.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ruff==0.17.6 beartype==0.23.1 typeguard==4.6.1 pydantic==2.14.4 fastapi==0.165.0 httpx==0.28.1
cd "$folder"
cat > sample.py <<'END'
import warnings

from beartype import beartype
from fastapi import FastAPI
from pydantic import validate_call
from typeguard import typechecked

warnings.simplefilter("ignore")
from fastapi.testclient import TestClient

app = FastAPI()


@beartype
def half(x: int | float):
    return x / 2


@typechecked
def same(x: int | float):
    return x


@validate_call
def cents(x: int | float):
    return x


@app.get("/")
def item(id: int | float):
    return id


try:
    print("beartype", half(1))
except Exception as e:
    print("beartype", type(e).__name__)
print("typeguard", same(1))
print("pydantic", cents(2**53 + 1))
print("FastAPI", TestClient(app).get("/?id=9007199254740993").text)
END
found=$(venv/bin/python sample.py
    venv/bin/ruff check --isolated --no-cache --quiet --select PYI041 --fix sample.py
    venv/bin/python sample.py)
echo "$found"
expected="beartype 0.5
typeguard 1
pydantic 9007199254740993
FastAPI 9007199254740993
beartype BeartypeCallHintParamViolation
typeguard 1
pydantic 9007199254740992.0
FastAPI 9007199254740992.0"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
