#!/bin/sh
# Python 3.14: `ast.parse(..., feature_version=(3, 8))` accepts `with (open(a) as b, open(c) as d): ...`, which Python 3.8 cannot read.
#
# 3.9 to 3.12 refuse it. `match`, `except*` and type parameters are still refused, so a tool that finds the lowest version of a file by
# trying them in turn (the use that the documentation suggests) calls code fit for 3.8 that is not. The documentation calls
# it "best-effort"; that it knew this one and forgot it is not to be expected (pyodide 314.0.7, CPython 3.14.2).
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --no-save --prefix . pyodide@314.0.7
cat > run.mjs <<'END'
import { readFileSync } from "node:fs";
import { loadPyodide } from "./node_modules/pyodide/pyodide.mjs";
(await loadPyodide()).runPython(readFileSync("sample.py", "utf8"));
END
cat > sample.py <<'END'
import ast

for text in ("with (a as b, c as d): pass", "f'{x=}'", "try: pass\nexcept* A: pass", "def f[T](): pass"):
    try:
        ast.parse(text, feature_version=(3, 7))
        print("accepted")
    except SyntaxError:
        print("refused")
END
found=$(node run.mjs | tr '\n' ' ')
echo "$found"
[ "$found" = "accepted accepted refused refused " ] || { echo "this has changed: it was accepted accepted refused refused"; exit 1; }
