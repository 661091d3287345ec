#!/bin/sh
# Python 3.15: with a `lazy import` of what is not installed, `hasattr(module, name)` and `getattr(module, name, None)` raise, and unittest cannot load the module's tests.
#
# Both ask for the attribute, which imports it, and ModuleNotFoundError is no AttributeError. So `hasattr()` does not tell whether an optional library is there, and
# a test module that needs it in one skipped test fails as a whole under unittest, pydoc and `inspect.getmembers()`, though nothing uses the name;
# `from module import *` fails as well. `vars(module)`, and `str.format(**vars(module))` with it, give the lazy import itself, whose attributes are not those of the
# module; `eval()` in the same dict gives the module (pyodide 315.0.0-alpha.2 is CPython 3.15.0rc1).
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
import inspect
import pydoc
import sys
import unittest
from pathlib import Path

TEXT = """
import unittest
%simport json
%s


class Test(unittest.TestCase):
    def test_sum(self):
        self.assertEqual(sum([1, 2]), 3)

    @unittest.skip("needs an optional library")
    def test_other(self):
        optional_library.run()
"""
EAGER = "try:\n    import optional_library\nexcept ImportError:\n    pass"
sys.path.insert(0, ".")


def module():
    names.append(f"module_{len(names)}")
    Path(f"{names[-1]}.py").write_text(TEXT % (("lazy ", "lazy import optional_library") if lazy else ("", EAGER)))
    return __import__(names[-1])


names = []
for lazy in (False, True):
    for name, run in (
        ("import", lambda: bool(module())),
        ("hasattr", lambda: hasattr(module(), "optional_library")),
        ("getattr", lambda: getattr(module(), "optional_library", None)),
        ("unittest", lambda: unittest.TestLoader().loadTestsFromModule(module()).countTestCases()),
        ("getmembers", lambda: bool(inspect.getmembers(module()))),
        ("pydoc", lambda: bool(pydoc.render_doc(module()))),
        ("star", lambda: exec(f"from {module().__name__} import *", {})),
        ("format", lambda: bool("{json.dumps}".format(**vars(module())))),
        ("eval", lambda: bool(eval("json.dumps", dict(vars(module()))))),
    ):
        try:
            print(name, run(), end="; ")
        except Exception as e:
            print(name, type(e).__name__, end="; ")
    print()
END
found=$(node run.mjs)
echo "$found"
expected="import True; hasattr False; getattr None; unittest 2; getmembers True; pydoc True; star None; format True; eval True; 
import True; hasattr ModuleNotFoundError; getattr ModuleNotFoundError; unittest ModuleNotFoundError; getmembers ModuleNotFoundError; pydoc ModuleNotFoundError; star ModuleNotFoundError; format AttributeError; eval True; "
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
