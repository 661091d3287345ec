#!/bin/sh
# pyright 1.1.414: `["a", 1]` is a `list[Unknown]` and `{"name": "a", "size": 1}` a `dict[str, Unknown]`, so nothing that is done with their items is checked.
#
# It is so for lists, sets and dicts whose items differ in type, with `typeCheckingMode` basic and standard, which is the default; in strict mode, and for a tuple,
# `dict(name="a", size=1)`, `xs + [1]` and `a | b`, it is the union. So the displays that linters ask for switch the check off: after ruff's C408 and RUF005 the two errors
# of this file are gone, and none of them was mended. mypy 2.4.1 infers `object` there and ty 0.0.104 and pyrefly 1.4.1 the union. `strictListInference` and
# `strictDictionaryInference` bring the errors back.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ruff==0.17.6 mypy==2.4.1 ty==0.0.104 pyrefly==1.4.1
npm install --silent --no-audit --no-fund --prefix "$folder" pyright@1.1.414
cd "$folder"
cat > before.py <<'END'
def sizes() -> int:
    row = dict(name="a", size=1)
    return row["name"]


def with_total(names: list[str], total: int) -> list[str]:
    line = names + [total]
    return line
END
cp before.py after.py
venv/bin/ruff check --isolated --no-cache --quiet --select C408,RUF005 --fix --unsafe-fixes after.py
cat > kinds.py <<'END'
reveal_type(["a", 1])
reveal_type({"a", 1})
reveal_type({"name": "a", "size": 1})
reveal_type(("a", 1))
reveal_type(["a"] + [1])
reveal_type({"name": "a"} | {"size": 1})
END
printf 'preset = "default"\n' > pyrefly.toml
count() {
    name=$1
    shift
    echo "$name" $(for file in before after; do "$@" $file.py 2>&1 | grep -c -i '^ERROR\|error:\|error\[\|- error' || true; done)
}
found=$(
    count mypy venv/bin/mypy --no-error-summary
    count ty venv/bin/ty check --output-format concise
    count pyrefly venv/bin/pyrefly check --output-format min-text
    count pyright node node_modules/pyright/index.js
    node node_modules/pyright/index.js kinds.py | grep -o 'is ".*' | tr -d "'"
    printf '[tool.pyright]\nstrictListInference = true\nstrictDictionaryInference = true\n' > pyproject.toml
    count "pyright, inference strict" node node_modules/pyright/index.js
)
echo "$found"
expected='mypy 2 2
ty 2 2
pyrefly 2 2
pyright 2 0
is "list[Unknown]"
is "set[Unknown]"
is "dict[str, Unknown]"
is "tuple[Literal[a], Literal[1]]"
is "list[int | str]"
is "dict[str, str | int]"
pyright, inference strict 2 2'
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
