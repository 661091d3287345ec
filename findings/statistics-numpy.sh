#!/bin/sh
# NumPy 2.4.6: `statistics.mean(numpy.array([1, 2]))` is 1, without an error; `sum(xs) / len(xs)`, `fmean()` and `median()` give 1.5.
#
# The mean is converted to the class of the items: for a mean that is no whole number `mean()` makes an exception for int and its subclasses, and numpy's int64
# is none. A list of such items gives the same, `variance()` cuts off likewise and `pstdev()` fails; a pandas 3.1.1 Series gives out ints, and is right. So
# `mean(xs)` in place of `sum(xs) / len(xs)` cuts off what comes out of an array; `xs.mean()` or `fmean(xs)` does not.
# For uint8, all but `fmean()` overflow: the mean of 200 and 100 is 22.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check numpy==2.4.6 pandas==3.1.1
cd "$folder"
cat > sample.py <<'END_SAMPLE'
import statistics
import warnings

import numpy
import pandas

warnings.simplefilter("ignore")


def divided(xs):
    return sum(xs) / len(xs)


for kind, items in ("int64", [1, 2]), ("int64", [1, 3]), ("uint8", [200, 100]), ("float64", [1, 2]):
    print(kind, items, end=":")
    for function in divided, statistics.mean, statistics.fmean, statistics.median:
        try:
            print(f" {function.__name__} {function(numpy.array(items, dtype=kind))}", end="")
        except Exception as e:
            print(f" {function.__name__} {type(e).__name__}", end="")
    print()
print("list", statistics.mean(list(numpy.array([1, 2]))), "Series", statistics.mean(pandas.Series([1, 2])), "variance", statistics.variance(numpy.array([1, 2])))
try:
    statistics.pstdev(numpy.array([1, 2]))
except Exception as e:
    print("pstdev", type(e).__name__)
END_SAMPLE
found=$(venv/bin/python sample.py)
echo "$found"
expected="int64 [1, 2]: divided 1.5 mean 1 fmean 1.5 median 1.5
int64 [1, 3]: divided 2.0 mean 2 fmean 2.0 median 2.0
uint8 [200, 100]: divided 22.0 mean 22 fmean 150.0 median 22.0
float64 [1, 2]: divided 1.5 mean 1.5 fmean 1.5 median 1.5
list 1 Series 1.5 variance 0
pstdev AttributeError"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
