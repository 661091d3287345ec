#!/bin/sh
# Python 3.11 to 3.14: of `create_autospec(Client)`, an attribute that is a `@cached_property` has none of the value's attributes; one that is a `@property` has all.
#
# The specification of a property is unknown, so its mock accepts everything. A cached property is no data descriptor and counts as a value: the mock has `func`,
# `attrname` and what else the decorator's object has, and `client.session.get()` is an AttributeError. So tests fail after the step from `property` to
# `cached_property` that linters advise, though the code is right, and `patch(..., autospec=True)` does the same (pyodide 0.25.1, 0.26.4, 0.28.3 and 314.0.7 are
# CPython 3.11.3, 3.12.1, 3.13.2 and 3.14.2).
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
from functools import cached_property
from unittest.mock import create_autospec, patch


class Session:
    def get(self):
        return 1


class Client:
    @property
    def plain(self):
        return Session()

    @cached_property
    def cached(self):
        return Session()


print(sys.version.split()[0], end="")
client = create_autospec(Client, instance=True)
with patch("__main__.Client", autospec=True) as patched:
    for run in (
        lambda: client.plain.get(),
        lambda: client.cached.get(),
        lambda: client.cached.func,
        lambda: patched.return_value.plain.get(),
        lambda: patched.return_value.cached.get(),
    ):
        try:
            print("", "mock" if run() else "", end="")
        except AttributeError as e:
            print("", type(e).__name__, end="")
print()
END
found=$(for version in 0.25.1 0.26.4 0.28.3 314.0.7; do
    npm install --silent --no-audit --no-fund --no-save --prefix . pyodide@$version
    node run.mjs
done)
echo "$found"
expected="3.11.3 mock AttributeError mock mock AttributeError
3.12.1 mock AttributeError mock mock AttributeError
3.13.2 mock AttributeError mock mock AttributeError
3.14.2 mock AttributeError mock mock AttributeError"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
