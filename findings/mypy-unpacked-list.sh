#!/bin/sh
# mypy 2.4.1: `[*numbers, *words]` is a `list[object]`, while `numbers + words` is a `list[int | str]`.
#
# ruff's RUF005 and other linters ask for the first form. Where nothing declares the type of the result, the fix makes a file that passed
# fail: what is read from the list is an `object`. The same goes for `{**a, "k": "v"}` beside `a | {"k": "v"}`.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check mypy==2.4.1
cd "$folder"
cat > sample.py <<'END'
def lists(numbers: list[int], words: list[str]) -> None:
    reveal_type(numbers + words)
    reveal_type([*numbers, *words])


def dicts(ages: dict[str, int]) -> None:
    reveal_type(ages | {"k": "v"})
    reveal_type({**ages, "k": "v"})
END
found=$(venv/bin/mypy --strict --no-incremental sample.py | grep -o 'type is .*')
echo "$found"
expected='type is "list[str | int]"
type is "list[object]"
type is "dict[str, int | str]"
type is "dict[str, object]"'
[ "$found" = "$expected" ] || { echo "this has changed; it was:"; echo "$expected"; exit 1; }
