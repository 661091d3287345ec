#!/bin/sh
# flynt 1.0.6: `"%-5s|" % (n,)` becomes `f"{n:5}|"`, which puts numbers on the other side.
#
# `%-5s` aligns the text of any value to the left. In an f-string strings are aligned to the left and numbers to the right unless `<` says
# otherwise, so a table's column of numbers moves. `%5s` is converted to `:>5`, as it has to be.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check flynt==1.0.6
cd "$folder"
printf 'n = 42\nprint("%%-5s|" %% (n,), "%%5s|" %% (n,))\n' > sample.py
before=$(python3 sample.py)
venv/bin/flynt --quiet sample.py > log 2>&1 || cat log
after=$(python3 sample.py)
tail -n 1 sample.py
echo "before: '$before'; after: '$after'"
[ "$before" = "42   |    42|" ] && [ "$after" = "   42|    42|" ] || { echo "this has changed: the number was on the left, then on the right"; exit 1; }
