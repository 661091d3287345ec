#!/bin/sh
# mypy 2.4.1 and isort 9.0.2: a pyproject.toml in TOML 1.1 is left out, with a line on stderr; ruff 0.17.6, ty 0.0.104, pyrefly 1.4.1 and pyright 1.1.414 read it.
#
# TOML 1.1 allows line ends and a last comma in inline tables. Tools in Python read them with `tomllib`, which does so from Python 3.15 on. Before, mypy and
# isort check with their defaults and can pass, so `strict = true` is off; black 26.10.1, coverage 7.17.5 and vulture 2.16 stop. Who edits the
# file with the others at hand sees none of this (pyodide 314.0.7 and 315.0.0-alpha.2 are CPython 3.14.2 and 3.15.0rc1).
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ruff==0.17.6 ty==0.0.104 pyrefly==1.4.1 mypy==2.4.1 isort==9.0.2 black==26.10.1 \
    coverage==7.17.5 vulture==2.16
cd "$folder"
npm install --silent --no-audit --no-fund --no-save --prefix . pyright@1.1.414
cat > pyproject.toml <<'END'
[project]
name = "sample"
version = "1"
urls = {
    Home = "https://example.org",
}

[tool.ruff.lint]
extend-select = ["ANN001"]

[tool.ty.rules]
division-by-zero = "error"

[tool.pyrefly.errors]
unannotated-parameter = true

[tool.pyright]
reportMissingParameterType = true

[tool.mypy]
strict = true

[tool.isort]
force_single_line = true
END
printf 'from os import getcwd, listdir\n\n\ndef f(x):\n    return getcwd(), listdir(x), 1 / 0\n' > sample.py
cat > run.mjs <<'END'
import { readFileSync } from "node:fs";
import { loadPyodide } from "./node_modules/pyodide/pyodide.mjs";
const python = await loadPyodide();
python.globals.set("text", readFileSync("pyproject.toml", "utf8"));
try {
    python.runPython("import tomllib\ntomllib.loads(text)");
    console.log("tomllib reads it");
} catch (error) {
    console.log("tomllib does not");
}
END
check() {
    if "$@" > log 2>&1; then
        status=passes
    elif grep -q 'key part' log; then
        status=stops
    else
        status=fails
    fi
    echo "${1##*/} $status"
}
try_all() {
    check venv/bin/ruff check --no-cache sample.py
    check venv/bin/ty check --python venv sample.py
    check venv/bin/pyrefly check sample.py
    check node_modules/.bin/pyright sample.py
    check venv/bin/mypy --no-incremental sample.py
    check venv/bin/isort --check sample.py
    check venv/bin/black --check sample.py
    check venv/bin/coverage run sample.py
    check venv/bin/vulture sample.py
}
found=$(try_all
    for version in 314.0.7 315.0.0-alpha.2; do
        npm install --silent --no-audit --no-fund --no-save --prefix . pyodide@$version
        node run.mjs
    done
    sed -i '/^urls = {$/{N;N;s/\n//g;s/,}/ }/;s/{ */{ /}' pyproject.toml
    try_all)
echo "$found"
expected="ruff fails
ty fails
pyrefly fails
pyright fails
mypy passes
isort passes
black stops
coverage stops
vulture stops
tomllib does not
tomllib reads it
ruff fails
ty fails
pyrefly fails
pyright fails
mypy fails
isort fails
black passes
coverage passes
vulture fails"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
