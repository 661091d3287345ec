#!/bin/sh
# pylint 4.1.4: of two `# pylint: disable=` on one line, only the last counts; and none of one in a `case` stays in its line.
#
# `# pylint: disable=C0121 # pylint: disable=W0102` disables W0102 alone, without a word about the first. And a comment behind code in the body
# of a `case` disables the message to the end of that `case`, where everywhere else it holds for its line.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pylint==4.1.4
cat > "$folder/sample.py" <<'END'
x = 1
x == None  # pylint: disable=C0121 # pylint: disable=W0102
match x:
    case 1:
        x == None  # pylint: disable=C0121
        x == None
    case 2:
        x == None
if x:
    x == None  # pylint: disable=C0121
    x == None
END
cd "$folder"
lines=$(venv/bin/pylint --rcfile=/dev/null --disable=all --enable=C0121 --score=n --msg-template='{line}' sample.py | grep -v Module | tr '\n' ' ' || true)
echo "reported in lines $lines"
[ "$lines" = "2 8 11 " ] || { echo "this has changed: it was 2 8 11"; exit 1; }
