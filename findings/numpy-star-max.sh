#!/bin/sh
# NumPy 2.4.6: after `from numpy import *`, `max(-5, 0)` is -5 and `min(5, 0)` is 5; with NumPy 1.26.4 they are 0.
#
# NumPy 2 exports `max`, `min`, `round`, `abs`, `pow` and `bool` by the star, too, as NumPy 1 did `sum`, `any` and `all`. The second argument of its `max()` is the
# axis, which may be 0 for a number. ruff 0.17.6's safe fix of PLR1730 makes `n = max(n, 0)` of `if n < 0: n = 0` in such a file, and the number stays negative,
# without an error; pylint's consider-using-max-builtin asks for the same. What is advised about builtins holds only where no star import may have replaced them.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ruff==0.17.6 numpy==2.4.6
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check --target "$folder/older" numpy==1.26.4
cd "$folder"
cat > sample.py <<'END'
from numpy import *
from numpy import __version__


def clip(n):
    if n < 0:
        n = 0
    return n


print(__version__, clip(-5), max(-5, 0), min(5, 0))
END
try_both() {
    PYTHONPATH=older venv/bin/python sample.py
    venv/bin/python sample.py
}
found=$(try_both
    venv/bin/ruff check --isolated --no-cache --quiet --select PLR1730 --fix sample.py
    try_both)
echo "$found"
expected="1.26.4 0 0 0
2.4.6 0 -5 5
1.26.4 0 0 0
2.4.6 -5 -5 5"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
