#!/bin/sh
# Python 3.11: a context variable that `f` sets is lost after `await asyncio.wait_for(f(), 1)` and kept after `async with asyncio.timeout(1): await f()`; in 3.12 it is kept in both.
#
# `wait_for()` made a task of the coroutine up to 3.11, and a task has a copy of the context. What is bound there for logs or for a request (structlog 26.1.0's
# `bind_contextvars()`) then reaches the caller's later lines or not, by the version and by the form. Linters and guides advise `timeout()` for `wait_for()`, and
# `gather()` for awaits one after another, which loses it in each version (pyodide 0.25.1, 0.26.4 and 314.0.7 are CPython 3.11.3, 3.12.1 and 3.14.2).
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check --no-deps --target "$folder/packages" structlog==26.1.0
cd "$folder"
cat > run.mjs <<'END'
import { readFileSync } from "node:fs";
import { loadPyodide } from "./node_modules/pyodide/pyodide.mjs";
const python = await loadPyodide();
python.FS.mkdirTree("/packages");
python.FS.mount(python.FS.filesystems.NODEFS, { root: "packages" }, "/packages");
await python.runPythonAsync(readFileSync("sample.py", "utf8"));
END
cat > sample.py <<'END'
import asyncio
import sys

sys.path.insert(0, "/packages")
from structlog.contextvars import bind_contextvars, clear_contextvars, get_contextvars


async def log_in():
    bind_contextvars(user="a")


async def waited():
    await asyncio.wait_for(log_in(), 1)


async def timed():
    async with asyncio.timeout(1):
        await log_in()


async def gathered():
    await asyncio.gather(log_in())


print(sys.version.split()[0], end="")
for function in (log_in, waited, timed, gathered):
    clear_contextvars()
    await function()
    print("", function.__name__, get_contextvars().get("user"), end="")
print()
END
found=$(for version in 0.25.1 0.26.4 314.0.7; do
    npm install --silent --no-audit --no-fund --no-save --prefix . pyodide@$version
    node run.mjs
done)
echo "$found"
expected="3.11.3 log_in a waited None timed a gathered None
3.12.1 log_in a waited a timed a gathered None
3.14.2 log_in a waited a timed a gathered None"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
