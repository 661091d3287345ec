#!/bin/sh
# JAX 0.10.2: after a global has changed, `jax.jit(f)` computes with its old value, and `jax.jit(lambda x: f(x))` with the new one.
#
# A second `jit` of the same function is not a new one: what was compiled is found by the function, and a new lambda is a new function. `lax.scan`,
# `lax.cond` and `fori_loop` remember it in the same way, though no one sees a `jit` there; `lax.map`, `vmap` and `grad` do not. So what linters
# call an unnecessary lambda (pylint's unnecessary-lambda, ruff's PLW0108) decides which number comes out, in a notebook above all, where a cell with a constant
# is changed and the cell with `jit` runs again. Pass what may change as an argument.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check jax==0.10.2
cd "$folder"
cat > sample.py <<'END'
import jax


def run(make):
    """Return the results for the old and the new value of `scale`, the function made twice."""
    global scale
    results = []
    for scale in (2.0, 3.0):
        results.append(float(make()))
    return results


def f(x):
    return x * scale


def step(total, x):
    return total + x * scale, None


def turn(i, total):
    return total + scale


xs = jax.numpy.ones(1)
print("jit", run(lambda: jax.jit(f)(1.0)), run(lambda: jax.jit(lambda x: f(x))(1.0)))
print("scan", run(lambda: jax.lax.scan(step, 0.0, xs)[0]), run(lambda: jax.lax.scan(lambda t, x: step(t, x), 0.0, xs)[0]))
print("fori_loop", run(lambda: jax.lax.fori_loop(0, 1, turn, 0.0)), run(lambda: jax.lax.fori_loop(0, 1, lambda i, t: turn(i, t), 0.0)))
print("cond", run(lambda: jax.lax.cond(True, f, f, 1.0)), run(lambda: jax.lax.cond(True, lambda x: f(x), f, 1.0)))
print("vmap", run(lambda: jax.vmap(f)(xs)[0]), run(lambda: jax.vmap(lambda x: f(x))(xs)[0]))
END
found=$(venv/bin/python sample.py)
echo "$found"
expected="jit [2.0, 2.0] [2.0, 3.0]
scan [2.0, 2.0] [2.0, 3.0]
fori_loop [2.0, 2.0] [2.0, 3.0]
cond [2.0, 2.0] [2.0, 3.0]
vmap [2.0, 3.0] [2.0, 3.0]"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
