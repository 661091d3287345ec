#!/bin/sh
# pyupgrade 3.22.0: `for a, b in pairs: yield a, b` becomes `yield from pairs`, which yields other objects.
#
# The loop makes a new tuple of each pair and raises ValueError for what is no pair. Lists, strings of two letters and rows of a database come out
# as they are afterwards, so they cannot be keys, and wrong ones pass. ruff 0.17.6 does the same (UP028), but as an unsafe fix.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pyupgrade==3.22.0 ruff==0.17.6
cd "$folder"
cat > sample.py <<'END'
def points(pairs):
    for x, y in pairs:
        yield x, y


print(list(points([[1, 2]])), end=" ")
try:
    print(list(points([[1, 2, 3]])))
except ValueError:
    print("ValueError")
END
before=$(python3 sample.py)
safe=$(venv/bin/ruff check --quiet --isolated --no-cache --select UP028 --diff sample.py 2>/dev/null)
venv/bin/pyupgrade --py310-plus sample.py 2>/dev/null || true
after=$(python3 sample.py)
echo "before: $before; after: $after; ruff's safe fix: '$safe'"
[ "$before" = "[(1, 2)] ValueError" ] && [ "$after" = "[[1, 2]] [[1, 2, 3]]" ] && [ -z "$safe" ] ||
    { echo "this has changed: it was [(1, 2)] ValueError, then [[1, 2]] [[1, 2, 3]], and no safe fix"; exit 1; }
