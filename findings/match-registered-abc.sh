#!/bin/sh
# multidict 7.2.1, lxml 6.1.3 and sqlite3 of Python 3.11: what `isinstance()` calls a Mapping or a Sequence is none for `match`.
#
# `case {...}` and `case [...]` go by a flag of the class. `Mapping.register()` and `Sequence.register()` set it on classes written in Python, and not
# on these, which are written in C. `if isinstance(x, Mapping)` that becomes `case {}` is never true for a MultiDict (aiohttp's query and headers), for
# the attributes of an element, and with `case [first, *_]` for a row of a database.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check multidict==7.2.1 lxml==6.1.3
cd "$folder"
cat > sample.py <<'END'
import sqlite3
from collections.abc import Mapping, Sequence

from lxml import etree
from multidict import MultiDict


def matched(x):
    match x:
        case {} | [*_]:
            return True
    return False


con = sqlite3.connect(":memory:")
con.row_factory = sqlite3.Row
for x in (con.execute("select 1, 2").fetchone(), MultiDict(a=1), etree.XML("<p a='1'/>").attrib):
    print(isinstance(x, (Mapping, Sequence)), matched(x), end="; ")
con.close()
END
found=$(venv/bin/python sample.py)
echo "isinstance, match: $found"
[ "$found" = "True False; True False; True False; " ] || { echo "this has changed: it was True and False for each"; exit 1; }
