#!/bin/sh
# mypy 2.4.1: `mode in ("r", "w")` does not narrow a `Literal`, though `mode == "r" or mode == "w"` does; with members of an enum both do.
#
# pylint's consider-using-in and ruff's PLR1714 ask for the first form. A chain that ends in `assert_never(mode)` then no longer passes, because mypy
# takes "r" and "w" for possible there. pyright 1.1.414 narrows both for a tuple and neither for a set; ty 0.0.104 narrows all of them.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check mypy==2.4.1 ty==0.0.104
cd "$folder"
npm install --silent --no-audit --no-fund --no-save --prefix . pyright@1.1.414
cat > header.py <<'END'
import enum
from typing import Literal

from typing_extensions import assert_never


class Mode(enum.Enum):
    R = "r"
    W = "w"
    A = "a"


END
for kind in literal enum; do
    if [ $kind = literal ]; then type='Literal["r", "w", "a"]' r='"r"' w='"w"' a='"a"'; else type=Mode r=Mode.R w=Mode.W a=Mode.A; fi
    for test in "mode == $r or mode == $w" "mode in ($r, $w)" "mode in {$r, $w}"; do
        { cat header.py; printf 'def size(mode: %s) -> int:\n    if %s:\n        return 1\n    if mode == %s:\n        return 2\n    assert_never(mode)\n' "$type" "$test" "$a"; } > sample.py
        printf '%s:' "$test"
        venv/bin/mypy --no-incremental sample.py > log && printf ' mypy' || grep -q assert_never log
        node_modules/.bin/pyright --pythonpath venv/bin/python sample.py > log && printf ' pyright' || grep -q assert_never log
        venv/bin/ty check --quiet --python venv sample.py > /dev/null && printf ' ty\n' || echo
    done
done > found
cat found
cat > expected <<'END'
mode == "r" or mode == "w": mypy pyright ty
mode in ("r", "w"): pyright ty
mode in {"r", "w"}: ty
mode == Mode.R or mode == Mode.W: mypy pyright ty
mode in (Mode.R, Mode.W): mypy pyright ty
mode in {Mode.R, Mode.W}: mypy ty
END
cmp -s found expected || { echo "this has changed: it was"; cat expected; exit 1; }
