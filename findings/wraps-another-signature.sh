#!/bin/sh
# pytest 9.2.0, FastAPI 0.165.0 and typer 0.29.2: `@wraps(f)` on a decorator that passes an argument itself makes them ask for that argument.
#
# All three go by `inspect.signature()`, which looks through `__wrapped__`: the test asks for a fixture of the parameter's name, the path operation for a query
# parameter, and the program for one on the command line. Without `@wraps` each works. FastAPI also looks through it for `async`: a decorator that runs a coroutine
# function with `asyncio.run()` gives a plain function, which works without `@wraps` and is awaited with it. Linters ask for `@wraps` on each decorator as good for
# names and tracebacks. `del wrapper.__wrapped__` after it keeps the names and the signature.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pytest==9.2.0 fastapi==0.165.0 httpx==0.28.1 typer==0.29.2
cd "$folder"
cat > decorators.py <<'END'
import asyncio
import os
from functools import wraps


def with_user(f):
    def wrapper():
        return f("a")

    return finish(wrapper, f)


def waiting(f):
    def wrapper():
        return asyncio.run(f())

    return finish(wrapper, f)


def finish(wrapper, f):
    if os.environ["KIND"] != "plain":
        wrapper = wraps(f)(wrapper)
    if os.environ["KIND"] == "deleted":
        del wrapper.__wrapped__
    return wrapper
END
cat > test_sample.py <<'END'
from decorators import with_user


@with_user
def test_user(user):
    assert user == "a"
END
cat > sample.py <<'END'
import warnings

import typer
from decorators import waiting, with_user
from fastapi import FastAPI
from typer.testing import CliRunner

warnings.simplefilter("ignore")
from fastapi.testclient import TestClient

app, program = FastAPI(), typer.Typer()


@app.get("/user")
@with_user
def user_page(user: str):
    return user


@app.get("/one")
@waiting
async def one():
    return 1


@program.command()
@with_user
def main(user: str):
    print(user)


client = TestClient(app, raise_server_exceptions=False)
print("FastAPI", client.get("/user").status_code, client.get("/one").status_code, "typer", CliRunner().invoke(program, []).exit_code)
END
found=$(for kind in plain wraps deleted; do
    export KIND=$kind
    echo "$kind" "$(venv/bin/python -m pytest -q -p no:cacheprovider test_sample.py | tail -1 | sed 's/ in .*//')" "$(venv/bin/python -W ignore sample.py 2>/dev/null)"
done)
echo "$found"
expected="plain 1 passed FastAPI 200 200 typer 0
wraps 1 error FastAPI 422 500 typer 2
deleted 1 passed FastAPI 200 200 typer 0"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
