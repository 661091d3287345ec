#!/bin/sh
# jupytext 1.19.6: the statements `mv += 1` and `mv *= 2` of a notebook become comments in the script, which computes something else.
#
# A line that begins with the name of a shell command (cat, cp, ls, mv, rm, and others that IPython runs without `%`) counts as a call of it unless what
# follows looks like an assignment or a call. IPython itself runs the variable's code, for a variable goes before a command. `cat - 1` and
# `rm * 2` go the same way. Linters that read the script, by `jupytext --pipe` too, do not see that the names are used.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check jupytext==1.19.6
cd "$folder"
cat > sample.ipynb <<'END'
{"cells": [{"cell_type": "code", "id": "a", "metadata": {}, "execution_count": null, "outputs": [],
  "source": "mv = 3\nmv += 1\nmv *= 2\nprint(mv)"}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
END
venv/bin/jupytext --quiet --to py:percent sample.ipynb -o sample.py
grep mv sample.py
found=$(python3 sample.py)
echo "printed: $found"
[ "$found" = 3 ] && grep -q '^# mv \*= 2$' sample.py || { echo "this has changed: it printed 3 for 8"; exit 1; }
