#!/bin/sh
# marimo 0.25.2: cells do not see an import at the top of the notebook's file, where ruff 0.17.6 puts those that its fixes need.
#
# A notebook is a Python file whose cells are functions, so the import looks like that of a module. marimo runs each cell with the names that cells
# define: after ruff's (unsafe) fix of SIM105 `python notebook.py` ends in NameError. `marimo check --fix` deletes the import again and then finds nothing
# to complain about.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check marimo==0.25.2 ruff==0.17.6
cd "$folder"
cat > notebook.py <<'END'
import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell
def _():
    prices = {"fig": 3}
    try:
        print(prices["plum"])
    except KeyError:
        pass
    print("done")
    return


if __name__ == "__main__":
    app.run()
END
answers=$(venv/bin/python notebook.py 2>&1 | tail -n 1)
venv/bin/ruff check --isolated --no-cache --quiet --select SIM105 --fix --unsafe-fixes notebook.py
answers="$answers / $(venv/bin/python notebook.py 2>&1 | tail -n 1)"
venv/bin/marimo check --fix notebook.py > /dev/null
answers="$answers / $(grep -c '^import contextlib' notebook.py || true) $(grep -c 'contextlib.suppress' notebook.py) $(venv/bin/marimo check notebook.py)"
echo "$answers"
expected="done / NameError: name 'contextlib' is not defined / 0 1 "
[ "$answers" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
