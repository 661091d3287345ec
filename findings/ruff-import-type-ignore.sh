#!/bin/sh
# ruff 0.17.6 and mypy 2.4.1: the fix of I001 moves `# type: ignore` into parentheses, where mypy does not read it.
#
# Two imports from one module become one, over several lines, and the comment stays beside its name. mypy reports errors of an import in the
# first line of the statement, so a file that passed fails. The fix is safe in ruff's terms. isort leaves such an import by itself.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ruff==0.17.6 mypy==2.4.1
cd "$folder"
echo 'right = 1' > tools.py
cat > sample.py <<'END'
from tools import missing  # type: ignore[attr-defined]
from tools import right

print(missing, right)
END
check() { venv/bin/mypy --no-incremental sample.py | grep -o 'sample.py:.*' || true; }
before=$(check)
venv/bin/ruff check --quiet --isolated --no-cache --select I001 --fix sample.py
after=$(check)
head -n 4 sample.py
echo "before: '$before'; after: '$after'"
[ -z "$before" ] && [ "$after" = 'sample.py:1: error: Module "tools" has no attribute "missing"  [attr-defined]' ] &&
    [ "$(sed -n 2p sample.py)" = "    missing,  # type: ignore[attr-defined]" ] ||
    { echo "this has changed: there was no error, then one in line 1"; exit 1; }
