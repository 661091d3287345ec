#!/bin/sh
# SciPy 1.17.1: `curve_fit(lambda x, a, n=n: a * x**n, x, y)` fits n, too; with `lambda x, a: a * x**n` it fits a alone.
#
# Binding the loop variable as a default is what linters advise for a function that a loop makes (ruff's B023, pylint's cell-var-from-loop). `curve_fit()` counts the
# parameters of the function, with a default or without, and its default is not even the first guess. In a loop over the degrees all models then give one and the
# same curve. `partial(power, n=n)`, and a parameter that is keyword-only (`lambda x, a, *, n=n: ...`), are not fitted. iminuit 2.33.0's `describe()` counts it as
# well, and lmfit 1.3.4's `Model()` takes the default as the first guess of a parameter that varies.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check scipy==1.17.1 numpy==2.4.6 iminuit==2.33.0 lmfit==1.3.4
cd "$folder"
cat > sample.py <<'END'
from functools import partial

import numpy as np
from iminuit import describe
from lmfit import Model
from scipy.optimize import curve_fit


def power(x, a, n):
    return a * x**n


x = np.arange(1.0, 9.0)
y = 2 * x**2
for n in (1, 2, 3):
    for name, model in (
        ("closure", lambda x, a: a * x**n),
        ("default", lambda x, a, n=n: a * x**n),
        ("keyword", lambda x, a, *, n=n: a * x**n),
        ("partial", partial(power, n=n)),
    ):
        found, _ = curve_fit(model, x, y)
        print(name, n, "gives", *(f"{value:.2f}" for value in found))
fixed = lambda x, a, n=3: a * x**n
print("iminuit", describe(fixed), "lmfit", Model(fixed).make_params(a=1)["n"].vary)
END
found=$(venv/bin/python sample.py)
echo "$found"
expected="closure 1 gives 12.71
default 1 gives 2.00 2.00
keyword 1 gives 12.71
partial 1 gives 12.71
closure 2 gives 2.00
default 2 gives 2.00 2.00
keyword 2 gives 2.00
partial 2 gives 2.00
closure 3 gives 0.28
default 3 gives 2.00 2.00
keyword 3 gives 0.28
partial 3 gives 0.28
iminuit ['x', 'a', 'n'] lmfit True"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
