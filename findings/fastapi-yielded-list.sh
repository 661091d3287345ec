#!/bin/sh
# FastAPI 0.165.0: a dependency that yields its items instead of returning a list is its first item; a path operation that does so answers in JSON Lines.
#
# `Depends()` takes a generator function for one that sets up and cleans up, so the parameter gets what it yields first; only the server's log has an error, once
# the answer is sent. As a path operation, the function answers with a line for each item (`application/jsonl`) instead of a JSON array; a generator that
# it returns is still an array. So "yield instead of collecting a list to return", as linters advise for functions whose caller iterates once, changes
# what clients receive, with status 200 in each case.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check fastapi==0.165.0 httpx==0.28.1
cd "$folder"
cat > sample.py <<'END'
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


def listed():
    names = []
    for name in ("ada", "bob"):
        names.append(name)
    return names


def yielded():
    for name in ("ada", "bob"):
        yield name


@app.get("/listed")
def _(names: Annotated[list, Depends(listed)]):
    return {"names": names}


@app.get("/yielded")
def _(names: Annotated[object, Depends(yielded)]):
    return {"names": names}


app.get("/list")(listed)
app.get("/generator")(yielded)
app.get("/expression")(lambda: (name for name in ("ada", "bob")))
for path in ("listed", "yielded", "list", "generator", "expression"):
    answer = TestClient(app, raise_server_exceptions=False).get("/" + path)
    print(answer.status_code, path, answer.headers["content-type"].removeprefix("application/"), *answer.text.split())
END
found=$(venv/bin/python sample.py 2> log)
echo "$found"
expected="200 listed json {\"names\":[\"ada\",\"bob\"]}
200 yielded json {\"names\":\"ada\"}
200 list json [\"ada\",\"bob\"]
200 generator jsonl \"ada\" \"bob\"
200 expression json [\"ada\",\"bob\"]"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
