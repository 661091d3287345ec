#!/bin/sh
# autopep8 2.3.2: `--aggressive` makes `isinstance(x, int)` of `type(x) == int`, and twice makes `flag = x` of `flag = x == True`.
#
# pycodestyle's E721 asks for `is` or `isinstance()`; only `is` keeps the meaning. After the fix a bool counts as an int. The second one is
# the fix of E712 outside of any condition: `flag` was a bool, and becomes whatever `x` is.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check autopep8==2.3.2
cd "$folder"
cat > sample.py <<'END'
x = True
exact = type(x) == int
x = 2
flag = x == True
print(exact, flag)
END
before=$(python3 sample.py)
cp sample.py twice.py
venv/bin/autopep8 --in-place --aggressive sample.py
venv/bin/autopep8 --in-place --aggressive --aggressive twice.py
once=$(python3 sample.py) twice=$(python3 twice.py)
echo "before: $before; --aggressive: $once; twice: $twice"
[ "$before" = "False False" ] && [ "$once" = "True False" ] && [ "$twice" = "True 2" ] ||
    { echo "this has changed: it was False False, True False, True 2"; exit 1; }
