#!/bin/sh
# pyright 1.1.414: `x in ("r", "w")` makes a `Literal` of a `str`, and `x in {"r", "w"}` does not.
#
# ruff's PLR6201 and pylint's use-set-for-membership ask for the second form. A value that is tested and then passed to a parameter of type
# `Literal["r", "w"]` no longer type-checks. ty 0.0.104 and pyrefly 1.4.1 narrow both forms.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ruff==0.17.6 ty==0.0.104 pyrefly==1.4.1
cd "$folder"
touch pyrefly.toml
npm install --silent --no-audit --no-fund --no-save --prefix . pyright@1.1.414
cat > sample.py <<'END'
from typing import Literal


def open_as(mode: Literal["r", "w"]) -> None: ...


def check(mode: str) -> None:
    if mode in ("r", "w"):
        open_as(mode)
END
errors() { node node_modules/pyright/index.js sample.py | grep -c ' error: ' || true; }
before=$(errors)
venv/bin/ruff check --quiet --isolated --no-cache --preview --select PLR6201 --fix --unsafe-fixes sample.py
grep ' in ' sample.py
after=$(errors) ty=$(venv/bin/ty check --output-format concise sample.py 2>/dev/null | grep -c error || true)
pyrefly=$(venv/bin/pyrefly check --output-format min-text sample.py 2>&1 | grep -c ERROR || true)
echo "pyright: $before errors, then $after; ty: $ty; pyrefly: $pyrefly"
[ "$before $after $ty $pyrefly" = "0 1 0 0" ] || { echo "this has changed: it was 0, then 1; 0; 0"; exit 1; }
