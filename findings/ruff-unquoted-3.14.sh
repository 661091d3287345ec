#!/bin/sh
# Python 3.14 and ruff 0.17.6: the safe fix of UP037 takes the quotes from a name that only `if TYPE_CHECKING:` imports; `Mock(spec=Client)` and `signature(f)` then raise NameError.
#
# Python 3.14 evaluates an annotation when it is asked for, and whoever asks with `inspect.signature()` asks for values: mock's specifications, attrs 26.1.0 for a
# converter and a `cached_property`, joblib 1.6.0's `Memory`, decorator 5.3.1. With quotes, the annotation is a string, and all of them work. Neither the module nor a
# call of the function fails, only what looks at it: the tests of another file, mostly. ruff takes the Python of the project for 3.14 by `requires-python`. In 3.15
# mock works again, and the others do not. `from __future__ import annotations` keeps the strings, and with it the fix is harmless (pyodide 314.0.7 and
# 315.0.0-alpha.2 are CPython 3.14.2 and 3.15.0rc1).
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ruff==0.17.6
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check --no-deps --target "$folder/packages" attrs==26.1.0 joblib==1.6.0 decorator==5.3.1
cd "$folder"
cat > before.py <<'END'
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal


class Client:
    def __init__(self, limit: "Decimal"):
        self.limit = limit

    def pay(self, price: "Decimal") -> "Decimal":
        return price


def double(price: "Decimal") -> "Decimal":
    return price * 2
END
cp before.py after.py
venv/bin/ruff check --isolated --no-cache --quiet --target-version py314 --select UP037 --fix after.py
cat > sample.py <<'END'
import inspect
import sys
from functools import cached_property
from unittest.mock import Mock, create_autospec

sys.path.insert(0, "/packages")
import after
import attrs
import before
import decorator
import joblib


def converter(module):
    return attrs.make_class("Order", {"price": attrs.field(converter=module.double)})(2).price


def cached(module):
    function = cached_property(module.double)
    return attrs.define(type("Order", (), {"__annotations__": {}, "price": function})) and "fine"


for name, run in (
    ("call", lambda module: module.double(2)),
    ("signature", lambda module: len(inspect.signature(module.double).parameters)),
    ("Mock(spec=...)", lambda module: Mock(spec=module.Client).pay(2) and "fine"),
    ("create_autospec", lambda module: create_autospec(module.double) and "fine"),
    ("attrs converter", converter),
    ("attrs cached_property", cached),
    ("joblib", lambda module: joblib.Memory("/cache", verbose=0).cache(module.double)(2)),
    ("decorator", lambda module: decorator.decorate(module.double, lambda f, *given: f(*given))(2)),
):
    answers = []
    for module in before, after:
        try:
            answers.append(run(module))
        except NameError as error:
            answers.append(type(error).__name__)
    print(sys.version[:4], name, *answers)
END
cat > run.mjs <<'END'
import { readFileSync } from "node:fs";
import { loadPyodide } from "./node_modules/pyodide/pyodide.mjs";
const python = await loadPyodide();
python.FS.mkdirTree("/packages");
python.FS.mount(python.FS.filesystems.NODEFS, { root: "packages" }, "/packages");
for (const name of ["before.py", "after.py"]) {
    python.FS.writeFile(name, readFileSync(name));
}
python.runPython(readFileSync("sample.py", "utf8"));
END
found=$(for version in 314.0.7 315.0.0-alpha.2; do
    npm install --silent --no-audit --no-fund --no-save --prefix . pyodide@$version
    node run.mjs
done)
echo "$found"
expected="3.14 call 4 4
3.14 signature 1 NameError
3.14 Mock(spec=...) fine NameError
3.14 create_autospec fine NameError
3.14 attrs converter 4 NameError
3.14 attrs cached_property fine NameError
3.14 joblib 4 NameError
3.14 decorator 4 NameError
3.15 call 4 4
3.15 signature 1 NameError
3.15 Mock(spec=...) fine fine
3.15 create_autospec fine fine
3.15 attrs converter 4 NameError
3.15 attrs cached_property fine NameError
3.15 joblib 4 NameError
3.15 decorator 4 NameError"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
