#!/bin/sh
# sarif-tools 3.0.5: `sarif diff` sees no change where one finding is gone and another of the same rule has come.
#
# It compares how often each rule reports, not the results: places and `partialFingerprints` are not looked at. A pull request that fixes an
# old finding and adds a new one passes `sarif --check warning diff old.sarif new.sarif`, which is meant to fail on what is new.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check sarif-tools==3.0.5 ruff==0.17.6
cd "$folder"
report() { venv/bin/ruff check --isolated --no-cache --select E711 --exit-zero --output-format sarif sample.py; }
printf 'def f(x):\n    return x == None\n' > sample.py
report > old.sarif
printf 'def f(x):\n    return x is None\n\n\ndef g(y):\n    return y == None\n' > sample.py
report > new.sarif
status=0
found=$(venv/bin/sarif --check warning diff old.sarif new.sarif) || status=$?
echo "$found"
[ "$(echo "$found" | tail -n 1)" = "all levels: +0 +0" ] && [ "$status" = 0 ] || { echo "this has changed: it was +0 +0, and status 0"; exit 1; }
