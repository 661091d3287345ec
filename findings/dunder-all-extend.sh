#!/bin/sh
# ruff 0.17.6, flake8 7.5.0, pylint 4.1.4: an import that `__all__.extend(...)` or `__all__.append(...)` exports counts as unused.
#
# The typing specification lists both calls among the operations on `__all__` that a tool should understand, with `+=`. ruff's fix of F401 is
# safe, and deletes the import: the module then exports a name that it does not have. pylint does not even know `+=`.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ruff==0.17.6 flake8==7.5.0 pylint==4.1.4
cd "$folder"
cat > sample.py <<'END'
from string import ascii_letters, ascii_lowercase, digits, punctuation
__all__ = ["ascii_letters"]
__all__ += ["ascii_lowercase"]
__all__.extend(["digits"])
__all__.append("punctuation")
END
python3 -c 'from sample import *; print(digits, punctuation)'
flake8=$(venv/bin/flake8 --isolated --select F401 sample.py | grep -o "string\.[a-z_]*" | tr '\n' ' ')
pylint=$(venv/bin/pylint --rcfile=/dev/null --disable=all --enable=W0611 --score=n --msg-template='{msg}' sample.py | grep -o "Unused [a-z_]*" | tr '\n' ' ')
venv/bin/ruff check --quiet --isolated --no-cache --select F401 --fix sample.py
fixed=$(head -n 1 sample.py)
error=$(python3 -c 'from sample import *' 2>&1 | tail -n 1 || true)
echo "flake8: $flake8; pylint: $pylint; ruff's fix: $fixed; then: $error"
[ "$flake8" = "string.digits string.punctuation " ] && [ "$pylint" = "Unused ascii_lowercase Unused digits Unused punctuation " ] &&
    [ "$fixed" = "from string import ascii_letters, ascii_lowercase" ] && [ -n "$error" ] || { echo "this has changed"; exit 1; }
