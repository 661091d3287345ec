#!/bin/sh
# `patch("builtins.open")` never reaches `Path.open()`; whether patching `os.listdir`, `os.path.exists` and others reaches a Path depends on the version.
#
# Linters ask for Path methods in place of `open()` and `os` functions (ruff's PTH rules). Tests that patch the old functions then touch real files,
# and which of them do differs: `iterdir()` calls `os.listdir` in 3.11 and 3.12 only, `Path.exists()` calls `os.path.exists` in 3.14 but not before,
# and `unlink()` never calls `os.remove` (pyodide 0.25.1, 0.26.4, 0.28.3 and 314.0.7 are CPython 3.11.3, 3.12.1, 3.13.2 and 3.14.2).
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > run.mjs <<'END'
import { readFileSync } from "node:fs";
import { loadPyodide } from "./node_modules/pyodide/pyodide.mjs";
(await loadPyodide()).runPython(readFileSync("sample.py", "utf8"));
END
cat > sample.py <<'END'
import sys
from pathlib import Path
from unittest.mock import patch

here = Path("here")
reached = []
for name, call in {
    "builtins.open": lambda: here.open("w"),
    "os.listdir": lambda: list(Path().iterdir()),
    "os.path.exists": here.exists,
    "os.path.isfile": here.is_file,
    "os.stat": here.stat,
    "os.mkdir": Path("folder").mkdir,
    "os.rename": lambda: here.rename("there"),
    "os.remove": lambda: Path("there").unlink(missing_ok=True),
}.items():
    here.touch()
    with patch(name) as mock:
        call()
    if mock.called:
        reached.append(name)
print(sys.version.split()[0], *reached)
END
found=$(for version in 0.25.1 0.26.4 0.28.3 314.0.7; do
    npm install --silent --no-audit --no-fund --no-save --prefix . pyodide@$version
    node run.mjs
done)
echo "$found"
expected="3.11.3 os.listdir os.stat os.mkdir os.rename
3.12.1 os.listdir os.stat os.mkdir os.rename
3.13.2 os.stat os.mkdir os.rename
3.14.2 os.path.exists os.path.isfile os.stat os.mkdir os.rename"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
