#!/bin/sh
# diskcache 5.6.3 and joblib 1.6.0: functions with one decorator without `@wraps` share their cached results, so `triple(1)` gives the 2 of `double(1)`.
#
# `cache.memoize()` and `Memory.cache` name an entry after the function's module and qualified name, which is `logged.<locals>.wrapper` for both. Nothing is raised,
# and joblib, which compares the source of a function to see whether it has changed, compares that of the wrapper, which is the same. Celery 5.7.0 names its tasks in
# this way, too: the second task is the first one, with a warning. With `@wraps(f)` in the decorator all are right, so it is more than a matter of good tracebacks.
# `functools.cache` keeps the results at the function, and needs no name.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check diskcache==5.6.3 joblib==1.6.0 celery==5.7.0
cd "$folder"
cat > sample.py <<'END'
import warnings
from functools import cache, wraps

from celery import Celery
from diskcache import Cache
from joblib import Memory

warnings.simplefilter("ignore")


def logged(f):
    def wrapper(*args):
        return f(*args)

    return wrapper


def wrapped(f):
    @wraps(f)
    def wrapper(*args):
        return f(*args)

    return wrapper


for decorator in (logged, wrapped):
    for name, keep in (
        ("diskcache", Cache(f"disk-{decorator.__name__}").memoize()),
        ("joblib", Memory(f"job-{decorator.__name__}", verbose=0).cache),
        ("celery", Celery(decorator.__name__).task),
        ("functools", cache),
    ):

        @keep
        @decorator
        def double(n):
            return 2 * n

        @keep
        @decorator
        def triple(n):
            return 3 * n

        print(decorator.__name__, name, double(1), triple(1))
END
found=$(venv/bin/python sample.py)
echo "$found"
expected="logged diskcache 2 2
logged joblib 2 2
logged celery 2 2
logged functools 2 3
wrapped diskcache 2 3
wrapped joblib 2 3
wrapped celery 2 3
wrapped functools 2 3"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
