#!/bin/sh
# Python 3.14: `x is -1` compiles without a SyntaxWarning, as it did with one from 3.8 to 3.13; `x is 1` still has one.
#
# The compiler no longer folds constants in the syntax tree, so `-1` is an operation there and not a literal. `~True` has lost the warning of
# 3.12 and 3.13 for the same reason, and warns only when it runs. Whoever relies on the compiler's warnings finds neither any more (pyodide
# 314.0.7, which is CPython 3.14.2).
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
import warnings

for text in ("x is 1", "x is -1", "~True"):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        compile(text, "sample", "exec")
    print(text, "/", " ".join(w.category.__name__ for w in caught))
END
newer=$(node run.mjs)
echo "$newer"
[ "$newer" = "x is 1 / SyntaxWarning
x is -1 / 
~True / " ] || { echo "this has changed: only the first one had a warning"; exit 1; }
