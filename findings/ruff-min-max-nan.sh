#!/bin/sh
# ruff 0.17.6: the safe fixes of FURB136 and PLR1730 change what `a if a <= b else b` and `if a <= b: a = b` give for NaN.
#
# `min()` and `max()` return their first argument unless a later one compares less or greater, so for `<` the order of the arguments can be
# chosen such that NaN comes out as before, and ruff chooses it so. For `<=` no order does. The fixes count as safe, so `ruff check --fix`
# makes them without a question: here 1.0 becomes NaN, and NaN becomes 1.0.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ruff==0.17.6
cd "$folder"
cat > before.py <<'END'
def least(a, b):
    return a if a <= b else b


def greatest(a, b):
    if a <= b:
        a = b
    return a


def strictly_least(a, b):
    return a if a < b else b


nan = float("nan")
print(least(nan, 1.0), greatest(nan, 1.0), strictly_least(nan, 1.0))
END
cp before.py after.py
venv/bin/ruff check --quiet --isolated --no-cache --preview --select FURB136,PLR1730 --fix after.py
before=$(python3 before.py) after=$(python3 after.py)
echo "before: $before; after: $after"
[ "$before" = "1.0 nan 1.0" ] && [ "$after" = "nan 1.0 1.0" ] || { echo "this has changed: it was 1.0 nan 1.0, then nan 1.0 1.0"; exit 1; }
