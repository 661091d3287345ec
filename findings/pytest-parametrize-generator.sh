#!/bin/sh
# pytest 9.2.0: of a class that is parametrized with what a generator function yields, only the first test gets the cases; the others are skipped, and the run passes.
#
# The mark of a class goes to each of its tests, and the first one uses up the generator. With a list all tests run. "Yield instead of collecting a list to return",
# as linters advise for a function whose callers iterate over the result, does this wherever the one caller passes the result on to something that iterates more than
# once. There is a warning that the iterable is no collection, which becomes an error in pytest 10.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pytest==9.2.0
cd "$folder"
for kind in listed yielded; do
    cat > test_$kind.py <<END
import pytest


def listed():
    cases = []
    for n in (1, 2, 3):
        cases.append(n)
    return cases


def yielded():
    for n in (1, 2, 3):
        yield n


@pytest.mark.parametrize("n", $kind())
class TestNumbers:
    def test_positive(self, n):
        assert n > 0

    def test_small(self, n):
        assert n < 0, "this test must fail"
END
done
found=$(for kind in listed yielded; do
    echo "$kind" "$(venv/bin/python -m pytest -q -p no:cacheprovider test_$kind.py | tail -1 | sed 's/ in .*//')"
done)
echo "$found"
expected="listed 3 failed, 3 passed
yielded 3 passed, 1 skipped, 2 warnings"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
