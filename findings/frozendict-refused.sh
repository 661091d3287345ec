#!/bin/sh
# Python 3.15: sqlite3's named parameters, `logging.config.dictConfig()` and pickle's protocols 0 and 1 refuse a frozendict, which json and pickle's others take.
#
# `frozendict` is no subclass of `dict`, and what accepts it was changed one by one. Instead of `MappingProxyType` it changes more: `|` and `copy()` of
# a proxy give a dict, and those of a frozendict a frozendict, so `settings = DEFAULTS | given` can no longer be added to; `|=`, an error for a proxy, binds the
# name anew; and the text of a frozendict is not that of its dict (pyodide 315.0.0-alpha.2 is CPython 3.15.0rc1).
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
import json
import logging.config
import pickle
import plistlib
import sqlite3
from types import MappingProxyType


def configure(d):
    logging.config.dictConfig({"version": 1, "formatters": type(d)({"short": type(d)({"format": "%(message)s"})})})


def extend(d):
    d |= {"b": 2}
    return type(d).__name__


uses = {
    "json.dumps": json.dumps,
    "plistlib.dumps": plistlib.dumps,
    "%": lambda d: "%(a)s" % d,
    "pickle": pickle.dumps,
    "pickle 1": lambda d: pickle.dumps(d, 1),
    "sqlite3": lambda d: sqlite3.connect(":memory:").execute("SELECT :a", d),
    "dictConfig": configure,
    "|": lambda d: type(d | {"b": 2}).__name__,
    "|=": extend,
    "copy": lambda d: type(d.copy()).__name__,
    "str": str,
}
for name, use in uses.items():
    print(f"{name}:", end="")
    for kind in dict, MappingProxyType, frozendict:
        try:
            answer = use(kind({"a": 1}))
            print("", answer if name in ("|", "|=", "copy", "str") else "fine", end="")
        except Exception as error:
            print("", type(error).__name__, end="")
    print()
END
found=$(node run.mjs)
echo "$found"
expected="json.dumps: fine TypeError fine
plistlib.dumps: fine TypeError fine
%: fine fine fine
pickle: fine TypeError fine
pickle 1: fine TypeError TypeError
sqlite3: fine ProgrammingError ProgrammingError
dictConfig: fine ValueError ValueError
|: dict dict frozendict
|=: dict TypeError frozendict
copy: dict dict frozendict
str: {'a': 1} {'a': 1} frozendict({'a': 1})"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
