#!/bin/sh
# robotframework 7.5: a keyword's parameter `items=[]` receives `[1, 2]` as a list, and `items=None` receives the text "[1, 2]".
#
# Where there is no annotation, Robot Framework takes the type from the default value. The usual advice about mutable defaults (ruff's B006, pylint's
# dangerous-default-value) therefore changes what each test case passes, without an error: `len(items)` is 6. With `items: list = None` it is a list.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check robotframework==7.5
cd "$folder"
cat > keywords.py <<'END'
from robot.api import logger


def before(items=[]):
    logger.console(f"before {items!r} {len(items)}")


def after(items=None):
    logger.console(f"after {items!r} {len(items)}")


def annotated(items: list = None):
    logger.console(f"annotated {items!r} {len(items)}")
END
cat > sample.robot <<'END'
*** Settings ***
Library    keywords.py

*** Test Cases ***
Pass a list
    Before    [1, 2]
    After    [1, 2]
    Annotated    [1, 2]
END
found=$(venv/bin/robot --output NONE --log NONE --report NONE sample.robot | grep -E '(before|after|annotated) ' | sed 's/.*\(before\|after\|annotated\)/\1/')
echo "$found"
expected="before [1, 2] 2
after '[1, 2]' 6
annotated [1, 2] 2"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
