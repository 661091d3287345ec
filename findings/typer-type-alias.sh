#!/bin/sh
# typer 0.29.2: behind `type Name = Annotated[str, Option("--nick")]` the program has another option, `--name`; FastAPI 0.165.0 heeds such an alias.
#
# With `Name: TypeAlias = Annotated[...]` the option is `--nick`. Typer takes the `type` statement for plain `str` and drops what it says of the parameter,
# without a warning, so what linters ask for (ruff's UP040) changes the command line of a program that still starts. FastAPI, by the same author, finds
# the `Query()` behind either.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check typer==0.29.2 fastapi==0.165.0 typing_extensions==4.16.0
cd "$folder"
cat > sample.py <<'END'
from typing import Annotated

import fastapi
import typer
from typer.testing import CliRunner
from typing_extensions import TypeAliasType  # what the `type` statement makes, for Python before 3.12

for kind in ("TypeAlias", "type"):
    option, query = Annotated[str, typer.Option("--nick")], Annotated[str, fastapi.Query(alias="nick")]
    if kind == "type":
        option, query = TypeAliasType("Name", option), TypeAliasType("Name", query)

    def greet(name: option = "you"):
        pass

    def hello(name: query = "you"):
        pass

    app = typer.Typer(add_completion=False)
    app.command()(greet)
    site = fastapi.FastAPI()
    site.get("/")(hello)
    taken = [word for word in ("nick", "name") if CliRunner().invoke(app, ["--" + word, "x"]).exit_code == 0]
    print(kind, *taken, site.openapi()["paths"]["/"]["get"]["parameters"][0]["name"])
END
found=$(venv/bin/python sample.py)
echo "$found"
expected="TypeAlias nick nick
type name nick"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
