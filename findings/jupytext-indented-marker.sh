#!/bin/sh
# jupytext 1.19.6: a comment `# %%` inside the body of a function cuts the function into two cells, neither of which is valid alone.
#
# In a string the same line is left alone, so it is not that lines are looked at without their context. The script itself runs; the
# notebook made of it fails at its first cell, and tools that check cell by cell report syntax errors that the file does not have.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check jupytext==1.19.6
cd "$folder"
cat > sample.py <<'END'
# %%
text = """
# %%
"""


# %%
def f():
    # %% the result
    return 1
END
python3 sample.py
venv/bin/jupytext --quiet --to ipynb sample.py -o sample.ipynb
found=$(python3 -c 'import json; print([("".join(c["source"])) for c in json.load(open("sample.ipynb"))["cells"]])')
echo "$found"
expected="['text = \"\"\"\\n# %%\\n\"\"\"', 'def f():', '    return 1']"
[ "$found" = "$expected" ] || { echo "this has changed; it was: $expected"; exit 1; }
