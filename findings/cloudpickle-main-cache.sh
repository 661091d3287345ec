#!/bin/sh
# cloudpickle 3.1.3: a function of `__main__` reaches another process, and with `@cache` it does not; a class with a `cached_property` does so from Python 3.12 on.
#
# What a script or notebook defines is pickled by value, so that the worker, which has another `__main__`, can run it. The wrapper of `@cache` is written in C and
# goes by its name, which the worker does not find; in joblib 1.6.0 that is a BrokenProcessPool. A function with `@singledispatch` cannot be pickled, and up to 3.11
# a `cached_property` holds a lock, which cannot either. Linters advise all three as steps that change nothing. In a module of its own, each works (pyodide 0.25.1
# and 0.26.4 are CPython 3.11.3 and 3.12.1).
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check joblib==1.6.0
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check --target "$folder/packages" cloudpickle==3.1.3
cd "$folder"
cat > sample.py <<'END'
import subprocess
import sys
from functools import cache, cached_property, lru_cache, singledispatch

sys.path.insert(0, "/packages")
import cloudpickle

LOAD = "import sys, cloudpickle; print(cloudpickle.loads(sys.stdin.buffer.read())(1))"


def plain(n):
    return n + 1


@cache
def cached(n):
    return n + 1


@lru_cache(maxsize=8)
def limited(n):
    return n + 1


@singledispatch
def single(n):
    return n + 1


class Square:
    @property
    def area(self):
        return 4


class CachedSquare:
    @cached_property
    def area(self):
        return 4


def dump(value):
    try:
        return cloudpickle.dumps(value)
    except TypeError:
        return None


if sys.platform == "emscripten":
    print(sys.version.split()[0], *("no" if dump(kind) is None else "yes" for kind in (Square, CachedSquare)))
else:
    for function in (plain, cached, limited, single):
        data = dump(function)
        run = data and subprocess.run([sys.executable, "-c", LOAD], input=data, capture_output=True)
        print(function.__name__, run.stdout.decode().strip() or run.stderr.decode().split("\n")[-2].split(":")[0] if run else "cannot be pickled")
END
cat > parallel.py <<'END'
from functools import cache

from joblib import Parallel, delayed


def plain(n):
    return n + 1


@cache
def cached(n):
    return n + 1


for function in (plain, cached):
    try:
        print("joblib", *Parallel(n_jobs=2)(delayed(function)(n) for n in (1, 2)))
    except Exception as e:
        print("joblib", type(e).__name__)
END
cat > run.mjs <<'END'
import { readFileSync } from "node:fs";
import { loadPyodide } from "./node_modules/pyodide/pyodide.mjs";
const python = await loadPyodide();
python.FS.mkdirTree("/packages");
python.FS.mount(python.FS.filesystems.NODEFS, { root: "packages" }, "/packages");
python.runPython(readFileSync("sample.py", "utf8"));
END
found=$(PYTHONPATH=packages venv/bin/python sample.py
    venv/bin/python parallel.py 2>/dev/null
    for version in 0.25.1 0.26.4; do
        npm install --silent --no-audit --no-fund --no-save --prefix . pyodide@$version
        node run.mjs
    done)
echo "$found"
expected="plain 2
cached AttributeError
limited AttributeError
single cannot be pickled
joblib 2 3
joblib BrokenProcessPool
3.11.3 yes no
3.12.1 yes yes"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
