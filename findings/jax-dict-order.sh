#!/bin/sh
# JAX 0.10.2: inside `jax.jit(f)` a dict argument has its keys in sorted order, and so has a dict that `f` returns; an OrderedDict keeps its order.
#
# Containers are taken apart and put together again, a dict by its sorted keys. So `list(params.values())`, `zip(params, sizes)` and `for k in params` are in another
# order within `jit`, `grad` and `tree.map()` than outside of them, and even `jit(lambda d: d)` returns another order. Linters and guides say that a dict
# is enough since Python 3.7 where an OrderedDict was; here, the step changes which array is which.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check jax==0.10.2 jaxlib==0.10.2
cd "$folder"
cat > sample.py <<'END_SAMPLE'
from collections import OrderedDict

import jax


def first_minus_second(params):
    first, second = params.values()
    return first - second


for kind in dict, OrderedDict:
    params = kind(weight=5.0, bias=1.0)
    print(kind.__name__, first_minus_second(params), float(jax.jit(first_minus_second)(params)), end=" ")
    print(*jax.jit(lambda d: d)(params), *jax.tree.map(abs, params), *jax.grad(first_minus_second)(params))
END_SAMPLE
found=$(JAX_PLATFORMS=cpu venv/bin/python sample.py 2>/dev/null)
echo "$found"
expected="dict 4.0 -4.0 bias weight bias weight bias weight
OrderedDict 4.0 4.0 weight bias weight bias weight bias"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
