#!/bin/sh
# mypy 2.4.1: `counts = {}` needs no annotation where `counts[w] = 0` fills it, and needs one for `setdefault()`, `counts[w] = counts.get(w, 0) + 1` and `|=`.
#
# mypy takes the type of an empty dict from `d[k] = v` and `update()` alone, and that of an empty set from `|=`, too. So the shorter forms that linters
# advise for a loop that counts fail with "Need type annotation" in code that passed; `Counter()` and `defaultdict(int)` fail as well.
# pyright 1.1.414, ty 0.0.104 and pyrefly 1.4.1 accept them all.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check mypy==2.4.1 ty==0.0.104 pyrefly==1.4.1
cd "$folder"
npm install --silent --no-audit --no-fund --no-save --prefix . pyright@1.1.414
cat > sample.py <<'END'
from collections import Counter, defaultdict


def index(words: list[str]) -> object:
    counts = {}
    for word in words:
        if word not in counts:
            counts[word] = 0
        counts[word] += 1
    return counts


def setdefault(words: list[str]) -> object:
    counts = {}
    for word in words:
        counts.setdefault(word, 0)
        counts[word] += 1
    return counts


def get(words: list[str]) -> object:
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return counts


def counter(words: list[str]) -> object:
    counts = Counter()
    for word in words:
        counts[word] += 1
    return counts


def default(words: list[str]) -> object:
    counts = defaultdict(int)
    for word in words:
        counts[word] += 1
    return counts


def update(given: dict[str, int]) -> object:
    counts = {}
    counts.update(given)
    return counts


def union(given: dict[str, int]) -> object:
    counts = {}
    counts |= given
    return counts


def set_union(given: set[str]) -> object:
    names = set()
    names |= given
    return names
END
for tool in "node_modules/.bin/pyright --pythonpath venv/bin/python" "venv/bin/ty check --python venv" "venv/bin/pyrefly check"; do
    $tool sample.py > log 2>&1 || { cat log; echo "this has changed: it found nothing"; exit 1; }
done
found=$(venv/bin/mypy --no-incremental sample.py | grep 'Need type annotation' | cut -d: -f2 |
    while read -r line; do head -n "$line" sample.py | sed -n 's/^def \([a-z_]*\).*/\1/p' | tail -n 1; done | tr '\n' ' ')
echo "$found"
expected="setdefault get counter default union "
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
