#!/bin/sh
# IPython 9.18.1: with `%autoreload 2`, `from shop import price` follows the edits of shop.py, and with `@cache` on the function it stays as it was.
#
# autoreload puts the new code into the old function. What a decorator returns has none of its own: the wrapper of `@cache` and of `@singledispatch` is another object, and
# those of `@contextmanager` and of any `@wraps` are functions whose code is the decorator's, and whose closure holds the old function. So a notebook goes on
# with the old code, without a word, once a function that it imports by name got the decorator that linters advise. `shop.price()` and methods, cached or not,
# follow; `%autoreload 3` changes nothing here.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ipython==9.18.1
cd "$folder"
cat > sample.py <<'END'
import sys
import time
from pathlib import Path

from IPython.core.interactiveshell import InteractiveShell

SHOP = """
from contextlib import contextmanager
from functools import cache, singledispatch, wraps

def logged(f):
    @wraps(f)
    def wrapper(*given):
        return f(*given)
    return wrapper

def plain(): return {0}

@cache
def cached(): return {0}

@singledispatch
def single(x): return {0}

@contextmanager
def manager(): yield {0}

@logged
def wrapped(): return {0}

class Basket:
    @cache
    def method(self): return {0}
"""
sys.dont_write_bytecode = True
sys.path.insert(0, ".")
Path("shop.py").write_text(SHOP.format("'old'"))
shell = InteractiveShell.instance()
shell.run_cell(f"%load_ext autoreload\n%autoreload {sys.argv[1]}")
shell.run_cell("import shop\nfrom shop import plain, cached, single, manager, wrapped, Basket\nbasket = Basket()")
time.sleep(1.5)
Path("shop.py").write_text(SHOP.format("'the new one'"))
for call in "plain()", "cached()", "single(1)", "manager().__enter__()", "wrapped()", "basket.method()", "shop.cached()":
    shell.run_cell(f"print({sys.argv[1]}, '{call}', {call})")
END
mkdir home
found=$(for mode in 2 3; do IPYTHONDIR=home venv/bin/python sample.py $mode; done)
echo "$found"
expected="2 plain() the new one
2 cached() old
2 single(1) old
2 manager().__enter__() old
2 wrapped() old
2 basket.method() the new one
2 shop.cached() the new one
3 plain() the new one
3 cached() old
3 single(1) old
3 manager().__enter__() old
3 wrapped() old
3 basket.method() the new one
3 shop.cached() the new one"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
