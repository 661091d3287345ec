#!/bin/sh
# Python 3.15: an import in `try` is never lazy, and one in `with suppress(ImportError):` can be: the ImportError then comes where the name is used.
#
# `lazy import` is a SyntaxError in a `try` and none in a `with`, and `-X lazy_imports=all` makes imports lazy in a `with`, too, and not in a `try`. So what
# ruff's SIM105 makes of `try: from fastjson import dumps` / `except ImportError: pass` no longer has its fallback: `save()` works before the fix and raises
# after it. Keep `try` for optional imports (pyodide 315.0.0-alpha.2 is CPython 3.15.0rc1; ruff 0.17.6).
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ruff==0.17.6
cd "$folder"
npm install --silent --no-audit --no-fund --no-save --prefix . pyodide@315.0.0-alpha.2
cat > run.mjs <<'END'
import { readFileSync } from "node:fs";
import { loadPyodide } from "./node_modules/pyodide/pyodide.mjs";
const python = await loadPyodide();
for (const name of ["before.py", "after.py"]) {
    python.FS.writeFile(name, readFileSync(name));
}
python.runPython(readFileSync("sample.py", "utf8"));
END
cat > before.py <<'END'
from json import dumps

try:
    from fastjson import dumps
except ImportError:
    pass


def save(value):
    return dumps(value)
END
cp before.py after.py
venv/bin/ruff check --isolated --no-cache --quiet --select SIM105 --fix --unsafe-fixes after.py
cat > sample.py <<'END'
import importlib
import sys


def answer(function, *arguments):
    try:
        return function(*arguments)
    except (ImportError, SyntaxError) as error:
        return type(error).__name__


for mode in "normal", "all":
    sys.set_lazy_imports(mode)
    for name in "before", "after":
        sys.modules.pop(name, None)
        print(mode, name, answer(importlib.import_module(name).save, [1]))
for block in "try:\n    {}\nexcept ImportError:\n    pass", "with suppress(ImportError):\n    {}":
    code = answer(compile, block.format("lazy import fastjson"), "a.py", "exec")
    print("lazy in", block.split("\n")[0], code if code == "SyntaxError" else "fine")
END
found=$(node run.mjs)
echo "$found"
expected="normal before [1]
normal after [1]
all before [1]
all after ModuleNotFoundError
lazy in try: SyntaxError
lazy in with suppress(ImportError): fine"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
