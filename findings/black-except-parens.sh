#!/bin/sh
# black 26.10.1: for the target py314, a file with `except (A, B):` cannot be formatted unless black itself runs on Python 3.14.
#
# The parentheses are dropped, as Python 3.14 allows, and then the check of the result fails, for it is made with the Python that black runs on.
# `--fast` leaves the check out. ruff 0.17.6 drops them too, on any Python.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -c 'import sys; sys.exit(sys.version_info >= (3, 14))' || { echo "this needs a Python before 3.14"; exit 1; }
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check black==26.10.1 ruff==0.17.6
cd "$folder"
cat > sample.py <<'END'
try:
    print(int("1"))
except (TypeError, ValueError):
    pass
END
printf '[tool.black]\ntarget-version = ["py314"]\n' > pyproject.toml
status=0
venv/bin/black --quiet sample.py 2> log || status=$?
venv/bin/black --quiet --fast --check sample.py 2>/dev/null && fast=0 || fast=$?
venv/bin/ruff format --quiet --isolated --no-cache --target-version py314 sample.py
line=$(sed -n 3p sample.py)
echo "black: status $status; with --fast --check: $fast; ruff: $line"
[ "$status" = 123 ] && [ "$fast" = 1 ] && [ "$line" = "except TypeError, ValueError:" ] || { cat log; echo "this has changed: it was 123, 1, and no parentheses"; exit 1; }
