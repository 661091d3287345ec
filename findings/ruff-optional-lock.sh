#!/bin/sh
# ruff 0.17.6: the safe fix of UP045 makes `threading.Lock | None` of `Optional[threading.Lock]`, which is a TypeError up to Python 3.12.
#
# `Optional[...]` accepts any callable, and `|` only types. `threading.Lock` was a function before 3.13; `threading.RLock`, `multiprocessing.Event` and
# `multiprocessing.Queue` are functions or methods in every version, as is `callable`, which many write for `Callable`. Type checkers accept the locks, so
# the first to notice is the import (pyodide 0.26.4 and 0.28.3 are CPython 3.12.1 and 3.13.2).
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ruff==0.17.6
cd "$folder"
cat > run.mjs <<'END'
import { readFileSync } from "node:fs";
import { loadPyodide } from "./node_modules/pyodide/pyodide.mjs";
const python = await loadPyodide();
const version = python.runPython("import sys; sys.version.split()[0]");
const answers = ["lock.py", "event.py"].map((name) => {
    try {
        python.runPython(readFileSync(name, "utf8"));
        return "fine";
    } catch (error) {
        return /(\w+Error): /.exec(error.message)[1];
    }
});
console.log(version, ...answers);
END
printf 'import threading\nfrom typing import Optional\n\n\ndef f(x: Optional[threading.Lock] = None):\n    pass\n' > lock.py
printf 'import multiprocessing\nfrom typing import Optional\n\n\ndef f(x: Optional[multiprocessing.Event] = None):\n    pass\n' > event.py
try_all() {
    for version in 0.26.4 0.28.3; do
        npm install --silent --no-audit --no-fund --no-save --prefix . pyodide@$version
        node run.mjs
    done
}
found=$(try_all
    venv/bin/ruff check --isolated --no-cache --quiet --select UP045 --target-version py310 --fix lock.py event.py
    try_all)
echo "$found"
expected="3.12.1 fine fine
3.13.2 fine fine
3.12.1 TypeError TypeError
3.13.2 fine TypeError"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
