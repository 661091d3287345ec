#!/bin/sh
# pyright 1.1.414 and pyrefly 1.4.1 call `[*xs for xs in xss]` an error even for Python 3.15; mypy 2.4.1 and ty 0.0.104 know its type.
#
# Python 3.15 unpacks in comprehensions (PEP 798), and linters begin to advise it for two nested `for`. In an editor with pyright the file is red, though it runs
# and other checkers pass. pyrefly takes the star for one in a type, so a function that returns its `list[int]` has an error; without a configuration it
# reports no error at all, not even for the wrong type. black 26.10.1 and ruff 0.17.6 read it on any Python.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check mypy==2.4.1 ty==0.0.104 pyrefly==1.4.1
npm install --silent --no-audit --no-fund --prefix "$folder" pyright@1.1.414
cd "$folder"
cat > right.py <<'END'
def flat(rows: list[list[int]]) -> list[int]:
    return [*row for row in rows]


def merged(parts: list[dict[str, int]]) -> dict[str, int]:
    return {**part for part in parts}
END
cat > wrong.py <<'END'
def flat(rows: list[list[int]]) -> list[str]:
    return [*row for row in rows]
END
check() {
    echo "$1" $(for name in right wrong; do "$@" $name.py > $name.log 2>&1 && echo passes || echo error; done)
}
found=$(
    check venv/bin/mypy --python-version 3.15
    check venv/bin/ty check --python-version 3.15
    touch pyrefly.toml
    check venv/bin/pyrefly check --python-version 3.15
    rm pyrefly.toml
    echo "pyrefly without a configuration" $(check venv/bin/pyrefly check --python-version 3.15 | cut -d " " -f 2-)
    check node_modules/.bin/pyright --pythonversion 3.15
)
echo "$found"
expected="venv/bin/mypy passes error
venv/bin/ty passes error
venv/bin/pyrefly error error
pyrefly without a configuration passes passes
node_modules/.bin/pyright error error"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
