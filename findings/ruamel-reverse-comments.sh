#!/bin/sh
# ruamel.yaml 0.19.1: `items.sort(reverse=True)` takes the comments of the lines along, and `items.reverse()` leaves them at the lines of others.
#
# The comments belong to positions. `sort()`, `insert()`, `remove()` and `pop()` move them; `reverse()` and a swap (`xs[0], xs[1] = xs[1], xs[0]`) do not, so the file
# that is written says other things than the one that was read. `xs[:] = xs[::-1]` and `xs = xs + [x]`, which linters replace by `xs.reverse()` and `xs += [x]`,
# lose the comments; `xs += [x]` keeps them. The value is right in each case, so tests pass.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ruamel.yaml==0.19.1
cd "$folder"
cat > sample.py <<'END'
import sys

from ruamel.yaml import YAML

yaml = YAML()
for change in (
    "xs.sort(reverse=True)",
    "xs.reverse()",
    "xs[0], xs[1] = xs[1], xs[0]",
    "xs[:] = xs[::-1]",
    "xs = xs + [d]",
    "xs += [d]",
    "xs.pop(0)",
):
    document = yaml.load("xs:\n- a # of a\n- b # of b\n- c # of c\n")
    exec(change, {"d": "d"}, document)
    print(change, end="  ")
    yaml.dump(document, sys.stdout, transform=lambda text: text.replace("xs:\n", "").replace("\n", ";"))
    print()
END
found=$(venv/bin/python sample.py)
echo "$found"
expected="xs.sort(reverse=True)  - c # of c;- b # of b;- a # of a;
xs.reverse()  - c # of a;- b # of b;- a # of c;
xs[0], xs[1] = xs[1], xs[0]  - b # of a;- a # of b;- c # of c;
xs[:] = xs[::-1]  - c;- b;- a;
xs = xs + [d]  - a;- b;- c;- d;
xs += [d]  - a # of a;- b # of b;- c # of c;- d;
xs.pop(0)  - b # of b;- c # of c;"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
