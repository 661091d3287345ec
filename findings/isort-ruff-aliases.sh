#!/bin/sh
# isort 9.0.2 and ruff 0.17.6: each undoes what the other makes of `from m import A`, `from m import b as c`, `from m import d`.
#
# ruff's rules I are said to be near to isort with `--profile black`. isort parts the names without an alias where the one with an alias comes
# between them in the order, and ruff puts them into one statement. A project that runs both is never done with such a file.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check isort==9.0.2 ruff==0.17.6
cd "$folder"
cat > sample.py <<'END'
from collections import Counter, deque
from collections import defaultdict as dd

print(Counter, deque, dd)
END
ruff() { venv/bin/ruff check --quiet --isolated --no-cache --select I --fix sample.py; grep -c import sample.py; }
isort() { venv/bin/isort --quiet --profile black sample.py; grep -c import sample.py; }
found="$(ruff) $(isort) $(ruff) $(isort)"
head -n 3 sample.py
echo "import statements after ruff, isort, ruff, isort: $found"
[ "$found" = "2 3 2 3" ] || { echo "this has changed: it was 2 3 2 3"; exit 1; }
