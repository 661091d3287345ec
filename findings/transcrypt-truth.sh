#!/bin/sh
# Transcrypt 3.9.5: `if not xs:` and `xs or default` take an empty list or dict for full; `if len(xs) == 0:` is right.
#
# Transcrypt compiles Python to JavaScript and by default leaves truth to it, where every object is true. What linters ask for instead of `len()` (ruff's
# PLC1802, pylint's use-implicit-booleaness-not-len) changes the branch. `ys += [3]` makes a string there, and `[1] == [1]` is False.
# `__pragma__ ("tconv")` brings Python's truth back.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check transcrypt==3.9.5
cd "$folder"
cat > sample.py <<'END'
def main(xs, d):
    print("empty" if len(xs) == 0 else "full", "empty" if not xs else "full", "empty" if len(d) == 0 else "full", "empty" if not d else "full")
    print(len(xs if len(xs) else [1]), len(xs or [1]))


main([], {})
END
python3 sample.py
echo '__pragma__("tconv")' | cat - sample.py > other.py
for name in sample other; do
    venv/bin/transcrypt -n -b $name.py > log 2>&1 || { cat log; exit 1; }
    echo '{"type": "module"}' > __target__/package.json
    node __target__/$name.js > $name.txt
    cat $name.txt
done
expected="empty full empty full
1 0"
[ "$(cat sample.txt)" = "$expected" ] && [ "$(head -n 1 other.txt)" = "empty empty empty empty" ] || { echo "this has changed: it was $expected"; exit 1; }
