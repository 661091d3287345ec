#!/bin/sh
# Python 3.15: a dataclass, NamedTuple, TypedDict or Protocol loads what a `lazy import` names in its annotations; a dataclass hides the error if that fails.
#
# Functions, and classes of other kinds, leave such a name alone, so `lazy from b import B` seems to be the successor of `if TYPE_CHECKING:`. A dataclass loads
# the module at once, and where modules do so in a circle, or one of them is missing, the type of the field is the lazy import itself, which no reader of
# fields expects. `from __future__ import annotations` changes that for the others and not for dataclasses (pyodide 315.0.0-alpha.2 is CPython
# 3.15.0rc1).
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
import dataclasses
import importlib
import sys
from pathlib import Path

Path("heavy.py").write_text("class T: ...\n")
heads = {
    "def": "def f(x: T): ...",
    "class": "class A:\n    x: T",
    "Enum": "from enum import Enum\nclass A(Enum):\n    x: T",
    "dataclass": "from dataclasses import dataclass\n@dataclass\nclass A:\n    x: T",
    "NamedTuple": "from typing import NamedTuple\nclass A(NamedTuple):\n    x: T",
    "TypedDict": "from typing import TypedDict\nclass A(TypedDict):\n    x: T",
    "Protocol": "from typing import Protocol\nclass A(Protocol):\n    x: T",
}
for future in "", "from __future__ import annotations\n":
    for kind, head in heads.items():
        sys.modules.pop("heavy", None)
        name = f"{kind}_{len(future)}"
        Path(f"{name}.py").write_text(f"{future}lazy from heavy import T\n{head}\n")
        importlib.invalidate_caches()
        importlib.import_module(name)
        if "heavy" in sys.modules:
            print(kind, end=" ")
    print()
for name, other in ("a", "b"), ("b", "a"), ("c", "missing"):
    Path(f"{name}.py").write_text(
        f"from dataclasses import dataclass\nlazy from {other} import {other.upper()}\n"
        f"@dataclass\nclass {name.upper()}:\n    x: {other.upper()}\n"
    )
importlib.invalidate_caches()
import a, b, c

for made in a.A, b.B, c.C:
    print(dataclasses.fields(made)[0].type)
END
found=$(node run.mjs)
echo "$found"
expected="dataclass NamedTuple TypedDict Protocol 
dataclass 
<class 'b.B'>
<lazy_import 'a.A'>
<lazy_import 'missing.MISSING'>"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
