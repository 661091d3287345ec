#!/bin/sh
# IPython 9.18.1: with `%autoreload 2`, after any edit of shop.py a class with slots that was imported from it can no longer be called: TypeError.
#
# autoreload sets the attributes of the new class at the old one, and among them the descriptors of the slots, which refuse the objects of another class ("descriptor 'name'
# for 'Item' objects doesn't apply to a 'Item' object"). Those that were made before the edit are moved to the new class and go on working. So `slots=True` for a
# dataclass, `__slots__`, and attrs 26.1.0's `define`, which makes slots without being asked, cost a restart of the kernel after an edit anywhere in the
# module; dataclasses without slots, a NamedTuple and a msgspec 0.23.0 Struct do not.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ipython==9.18.1 attrs==26.1.0 msgspec==0.23.0
cd "$folder"
cat > sample.py <<'END'
import sys
import time
from pathlib import Path

from IPython.core.interactiveshell import InteractiveShell

SHOP = """
from dataclasses import dataclass
from typing import NamedTuple

import attrs
import msgspec

@dataclass
class Plain:
    name: str
    def age(self): return {0}

@dataclass(slots=True)
class Slots:
    name: str
    def age(self): return {0}

class ByHand:
    __slots__ = ("name",)
    def __init__(self, name): self.name = name
    def age(self): return {0}

@attrs.define
class Attrs:
    name: str
    def age(self): return {0}

class Tuple(NamedTuple):
    name: str
    def age(self): return {0}

class Struct(msgspec.Struct):
    name: str
    def age(self): return {0}
"""
KINDS = "Plain", "Slots", "ByHand", "Attrs", "Tuple", "Struct"
sys.dont_write_bytecode = True
sys.path.insert(0, ".")
Path("shop.py").write_text(SHOP.format("'old'"))
shell = InteractiveShell.instance()
shell.run_cell("%load_ext autoreload\n%autoreload 2")
shell.run_cell("from shop import " + ", ".join(KINDS))
time.sleep(1.5)
Path("shop.py").write_text(SHOP.format("'new one'"))
shell.run_cell("pass")
for kind in KINDS:
    shell.run_cell(f"try: print('{kind}', {kind}('tea').age())\nexcept TypeError as error: print('{kind}', type(error).__name__)")
END
mkdir home
found=$(IPYTHONDIR=home venv/bin/python sample.py)
echo "$found"
expected="Plain new one
Slots TypeError
ByHand TypeError
Attrs TypeError
Tuple new one
Struct new one"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
