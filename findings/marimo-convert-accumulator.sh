#!/bin/sh
# marimo 0.25.2: `marimo convert` makes an accumulator that two cells share private to each, and the notebook no longer runs.
#
# A name that two cells bind is an error in marimo, so the conversion renames. Where a later cell goes on with `total += n`, both cells get
# a `_total`, which is private to its cell: the second one reads it before it is bound. The notebook prints 6 in Jupyter, and ends in an error
# after the conversion, about which `marimo convert` says nothing. Count in one cell, or give the second sum a name of its own, before converting.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check marimo==0.25.2
cd "$folder"
cat > sum.ipynb <<'END'
{"cells": [
  {"cell_type": "code", "execution_count": null, "metadata": {}, "outputs": [], "source": "total = 0\nfor n in [1, 2]:\n    total += n"},
  {"cell_type": "code", "execution_count": null, "metadata": {}, "outputs": [], "source": "for m in [3]:\n    total += m\nprint(total)"}],
 "metadata": {}, "nbformat": 4, "nbformat_minor": 2}
END
venv/bin/marimo convert sum.ipynb -o sum.py </dev/null 2>convert.err || { cat convert.err; exit 1; }
grep -n '_total' sum.py || true
status=0
out=$(venv/bin/python sum.py 2>&1) || status=$?
echo "$out" | tail -1
case "$status $out" in
0*) failed=no ;;
*"NameError: name '_total' is not defined"*) failed=yes ;;
*) failed="yes, otherwise" ;;
esac
[ "$failed" = yes ] || { echo "this has changed: running ended in a NameError about _total"; exit 1; }
