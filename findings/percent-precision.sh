#!/bin/sh
# pyupgrade 3.22.0 and ruff 0.17.6: `"%.3s" % x` becomes `"{:.3}".format(x)`, which rounds a float to three digits instead of cutting its text.
#
# `%.3s` is the text of the value and then its first three characters, so 3.19 is "3.1" in the one and "3.19" in the other. An int, which the first
# form prints, is a ValueError in the second. `{!s:.3}` keeps the meaning. pyupgrade asks nobody; ruff's fix of UP031 counts as unsafe.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pyupgrade==3.22.0 ruff==0.17.6
cd "$folder"
cat > first.py <<'END'
for value in ("abcdef", 3.19, 1234):
    try:
        print("%.3s" % (value,), end=" ")
    except ValueError:
        print("ValueError", end=" ")
END
cp first.py second.py
venv/bin/pyupgrade --py3-plus first.py > /dev/null 2>&1 || true
venv/bin/ruff check --isolated --no-cache --quiet --select UP031 --fix --unsafe-fixes second.py
grep -h '%\.3s\|:\.3' first.py second.py
found="$(python3 first.py)/ $(python3 second.py)"
echo "$found"
[ "$found" = "abc 3.19 ValueError / abc 3.19 ValueError " ] || { echo "this has changed: it was abc 3.19 ValueError for abc 3.1 123"; exit 1; }
