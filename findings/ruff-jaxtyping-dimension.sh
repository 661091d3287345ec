#!/bin/sh
# ruff 0.17.6: the safe fix of UP037 takes the quotes from a dimension of jaxtyping 0.3.11, `Float[ndarray, "input"]`, and its shape is no longer checked.
#
# With `from __future__ import annotations` the string in the brackets looks like a quoted type. Without quotes `input` is the builtin; jaxtyping with
# beartype 0.23.1 then accepts arrays of different lengths without a word. A dimension that no name in the file or in Python has ("batch") loses its
# quotes, too.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ruff==0.17.6 jaxtyping==0.3.11 beartype==0.23.1 numpy==2.4.6
cd "$folder"
cat > sample.py <<'END'
from __future__ import annotations

import numpy as np
from beartype import beartype
from jaxtyping import Float, jaxtyped


@jaxtyped(typechecker=beartype)
def both(x: Float[np.ndarray, "input"], y: Float[np.ndarray, "input"]) -> int:
    return len(x) + len(y)


try:
    print(both(np.zeros(2), np.zeros(3)))
except Exception as error:
    print(type(error).__name__)
END
found="$(venv/bin/python sample.py), $(venv/bin/ruff check --isolated --no-cache --quiet --select UP037 --fix sample.py; venv/bin/python sample.py)"
echo "$found"
[ "$found" = "TypeCheckError, 5" ] || { echo "this has changed: it was TypeCheckError, 5"; exit 1; }
