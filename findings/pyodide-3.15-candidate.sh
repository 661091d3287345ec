#!/bin/sh
# npm's pyodide 315.0.0-alpha.2 is CPython 3.15.0rc1, no alpha.
#
# The version of the package counts pyodide's own releases. Who tests a linter or a fixer against "the alpha" by it, or skips
# tests where `sys.version_info.releaselevel` is "alpha", tests a release candidate, whose syntax is final: `lazy import` compiles.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --no-save --prefix . pyodide@315.0.0-alpha.2
cat > run.mjs <<'END'
import { readFileSync } from "node:fs";
import { loadPyodide } from "./node_modules/pyodide/pyodide.mjs";
(await loadPyodide()).runPython(readFileSync("sample.py", "utf8"));
END
cat > sample.py <<'END'
import sys

compile("lazy import json", "sample", "exec")
print(*sys.version_info[:5])
END
found=$(node run.mjs)
echo "$found"
[ "$found" = "3 15 0 candidate 1" ] || { echo "this has changed: it was 3 15 0 candidate 1"; exit 1; }
