#!/bin/sh
# ruff 0.17.6: with `extend`, a wide `extend-select` brings back what the extended file ignores by its code.
#
# Within one file the narrower selector wins: `extend-select = ["E7"]` with `ignore = ["E712"]` leaves E712 off. From one file to the next it
# does not: with `ignore = ["E712"]` in the extended file, `extend-select = ["E7"]` turns E712 on again, and `select = ["E7"]` does so too,
# unless the extended file has `select = []`. Whoever moves the shared `ignore` into a base file gets its findings back.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ruff==0.17.6
cd "$folder"
mkdir one two three four
printf 'a = 1\nb = a == True\n' | tee one/a.py two/a.py three/a.py > four/a.py
printf 'lint.select = ["E"]\nlint.extend-select = ["E7"]\nlint.ignore = ["E712"]\n' > one/ruff.toml
printf 'lint.select = ["E"]\nlint.ignore = ["E712"]\n' > base.toml
printf 'extend = "../base.toml"\nlint.extend-select = ["E7"]\n' > two/ruff.toml
printf 'extend = "../base.toml"\nlint.select = ["E7"]\n' > three/ruff.toml
printf 'lint.select = []\nlint.ignore = ["E712"]\n' > empty.toml
printf 'extend = "../empty.toml"\nlint.select = ["E7"]\n' > four/ruff.toml
found=$(venv/bin/ruff check --no-cache --output-format concise one two three four | grep -o '^[a-z]*/a.py:2:[0-9]*: E712' || true)
echo "$found"
expected='three/a.py:2:5: E712
two/a.py:2:5: E712'
[ "$(echo "$found" | sort)" = "$expected" ] || { echo "this has changed; it was: $expected"; exit 1; }
