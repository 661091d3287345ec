#!/bin/sh
# multidict 7.2.1: iterating over a MultiDict gives each key once, `items()` gives every pair, and `len()` counts pairs.
#
# `for k in d: f(d[k])` calls f once for a key that occurs twice, with its first value; `for k, v in d.items()`, which linters ask for instead, calls it
# twice. `{k: v for k, v in d.items()}` keeps the last value and `dict(d)`, its short form for a dict, the first. `len(list(d))` is not `len(d)`.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check multidict==7.2.1
cd "$folder"
cat > sample.py <<'END'
from multidict import MultiDict

d = MultiDict([("a", 1), ("a", 2)])
print(list(d), list(d.items()), len(d), {k: v for k, v in d.items()}, dict(d))
END
found=$(venv/bin/python sample.py)
echo "$found"
expected="['a'] [('a', 1), ('a', 2)] 2 {'a': 2} {'a': 1}"
[ "$found" = "$expected" ] || { echo "this has changed; it was: $expected"; exit 1; }
