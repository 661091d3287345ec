#!/bin/sh
# streamlit 1.67.0: a string below the imports is text of the page; moved above them, where linters want a docstring, it is gone from the page.
#
# "Magic" displays each expression that is a statement, in functions too, but not the docstring of a module or function. So the advice for a string below the
# imports or for a bare name (pylint's pointless-string-statement and pointless-statement, ruff's B018) empties the page, and a second string in a
# function is displayed at each call.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check streamlit==1.67.0
cd "$folder"
cat > below.py <<'END'
import streamlit as st

"""The weather"""


def show(degrees):
    """Show a temperature."""
    "in degrees"
    degrees


show(21)
END
{ echo '"""The weather"""'; grep -v weather below.py; } > above.py
cat > run.py <<'END'
from streamlit.testing.v1 import AppTest

for name in ("below.py", "above.py"):
    print(name, [element.value for element in AppTest.from_file(name).run().markdown])
END
found=$(venv/bin/python run.py 2> /dev/null)
echo "$found"
expected="below.py ['The weather', 'in degrees', '\`21\`']
above.py ['in degrees', '\`21\`']"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
