#!/bin/sh
# vulture 2.16: a class that only annotations in quotes name counts as unused code.
#
# Quotes are how an annotation names a class that is defined further down. `"A"` and `"list[B]"` are not looked into, and `x: C` without
# quotes is. Whoever deletes what vulture lists deletes what type checkers and `typing.get_type_hints()` need.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check vulture==2.16
cd "$folder"
cat > sample.py <<'END'
def use(a: "A", b: "list[B]", c: C):
    print(a, b, c)


class A: ...
class B: ...
class C: ...


use(1, 2, 3)
END
found=$(venv/bin/vulture sample.py | grep -o "unused class '[A-C]'" | tr '\n' ' ' || true)
echo "$found"
[ "$found" = "unused class 'A' unused class 'B' " ] || { echo "this has changed: it was A and B"; exit 1; }
