#!/bin/sh
# webob 1.8.11: `d[k]` of a MultiDict is the last value of the key, `d.setdefault(k, v)` and `d.pop(k)` give the first.
#
# `if k not in d: d[k] = v` and then `d[k]` is what linters shorten to `d.setdefault(k, v)`. For a request whose query names a key twice, it is another
# value. (multidict's `d[k]` and werkzeug's are the first value, so neither order can be relied on.)
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check webob==1.8.11 setuptools==75.8.0
cd "$folder"
cat > sample.py <<'END'
from webob.multidict import MultiDict

d = MultiDict([("a", 1), ("a", 2)])
print(d["a"], d.get("a"), d.setdefault("a", 3), d.pop("a"))
END
found=$(venv/bin/python sample.py)
echo "$found"
[ "$found" = "2 2 1 1" ] || { echo "this has changed: it was 2 2 1 1"; exit 1; }
