#!/bin/sh
# jupytext 1.19.6: in the sphinx format a `%%bash` cell loses its magic, and comes back as Python.
#
# A cell in another language (`%%bash`, `%%html`) is written as bare lines, without the magic and without a comment. The .py file cannot be
# parsed, and reading it back gives a code cell that Python runs: `echo hi` is a SyntaxError, and what happens to be valid Python is run as
# that. In the percent format the same cell is `# %% language="bash"` with its lines in comments, and comes back as it was. It matters to
# those who keep notebooks as sphinx-gallery examples, and to linters of the .py files.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check jupytext==1.19.6
cd "$folder"
cat > check.py <<'END'
import ast
import jupytext
import nbformat

cell = nbformat.v4.new_code_cell("%%bash\necho hi")
for name in ("percent", "light", "sphinx"):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("x = 1"), cell, nbformat.v4.new_code_cell("x + 1")])
    text = jupytext.writes(notebook, fmt=f"py:{name}")
    try:
        ast.parse(text)
        parses = "parses"
    except SyntaxError:
        parses = "does not parse"
    kept = any(c.source.startswith("%%bash") for c in jupytext.reads(text, fmt=f"py:{name}").cells)
    print(name, parses, "magic kept" if kept else "magic lost")
END
found=$(venv/bin/python check.py)
echo "$found"
expected='percent parses magic kept
light parses magic kept
sphinx does not parse magic lost'
[ "$found" = "$expected" ] || { echo "this has changed; it was:"; echo "$expected"; exit 1; }
