#!/bin/sh
# Python 3.11 to 3.14: doctest never runs the examples of a `@singledispatchmethod`, nor, before 3.13, those of a `@cached_property`, and reports nothing.
#
# The finder takes routines, properties and what it can unwrap; these two are objects of other classes. So examples of a property that becomes a cached one,
# or of a method that is split up by types, as linters advise, pass from then on whatever they say. `singledispatch`, `cache` and `contextmanager` keep
# theirs. pytest 9.2.0 finds cached properties, and not the other (pyodide 0.25.1, 0.26.4, 0.28.3 and 314.0.7 are CPython 3.11.3, 3.12.1, 3.13.2 and 3.14.2).
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pytest==9.2.0
cd "$folder"
cat > run.mjs <<'END'
import { readFileSync } from "node:fs";
import { loadPyodide } from "./node_modules/pyodide/pyodide.mjs";
const python = await loadPyodide();
python.FS.writeFile("shapes.py", readFileSync("shapes.py"));
python.runPython(readFileSync("sample.py", "utf8"));
END
cat > shapes.py <<'END'
import contextlib
import functools


@functools.cache
def cache():
    """
    >>> 1 + 1
    3
    """


@contextlib.contextmanager
def contextmanager():
    """
    >>> 1 + 1
    3
    """
    yield


@functools.singledispatch
def singledispatch(value):
    """
    >>> 1 + 1
    3
    """


class Shape:
    @property
    def property(self):
        """
        >>> 1 + 1
        3
        """

    @functools.cached_property
    def cached_property(self):
        """
        >>> 1 + 1
        3
        """

    @functools.singledispatchmethod
    def singledispatchmethod(self, value):
        """
        >>> 1 + 1
        3
        """
END
cat > sample.py <<'END'
import doctest
import sys

import shapes

found = {test.name.split(".")[-1] for test in doctest.DocTestFinder().find(shapes) if test.examples}
print(sys.version.split()[0], *sorted(found))
END
found=$(for version in 0.25.1 0.26.4 0.28.3 314.0.7; do
    npm install --silent --no-audit --no-fund --no-save --prefix . pyodide@$version
    node run.mjs
done
    venv/bin/python -m pytest -p no:cacheprovider --doctest-modules -rf --quiet shapes.py | sed -n 's/^FAILED shapes.py::shapes\.\([A-Za-z_.]*\).*/\1/p' | sed 's/.*\.//' | sort |
        tr '\n' ' ')
echo "$found"
old="cache contextmanager property singledispatch"
new="cache cached_property contextmanager property singledispatch"
expected="3.11.3 $old
3.12.1 $old
3.13.2 $new
3.14.2 $new
$new "
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
