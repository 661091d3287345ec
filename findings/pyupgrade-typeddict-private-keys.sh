#!/bin/sh
# pyupgrade 3.22.0: `TypedDict("Row", {"__id": int})` becomes a class whose key is `_Row__id`.
#
# In the body of a class a name that begins with two underscores is mangled, annotated names of a TypedDict too. What reads the keys at run time
# (pydantic, msgspec) then looks for a key that no document has. ruff 0.17.6 leaves such a call alone (UP013).
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pyupgrade==3.22.0 ruff==0.17.6
cd "$folder"
cat > sample.py <<'END'
from typing import TypedDict

Row = TypedDict("Row", {"__id": int})
print(*Row.__annotations__)
END
before=$(python3 sample.py)
venv/bin/ruff check --quiet --isolated --no-cache --preview --select UP013 --fix --unsafe-fixes sample.py
ruff=$(python3 sample.py)
venv/bin/pyupgrade --py310-plus sample.py 2>/dev/null || true
after=$(python3 sample.py)
echo "before: $before; after ruff: $ruff; after pyupgrade: $after"
[ "$before $ruff $after" = "__id __id _Row__id" ] || { echo "this has changed: it was __id __id _Row__id"; exit 1; }
