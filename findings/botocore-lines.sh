#!/bin/sh
# botocore 1.44.8: `for line in body` of an S3 object gives pieces of 1024 bytes, and `for line in body.readlines()` lines.
#
# A `StreamingBody` is an `io.IOBase`, whose other classes give lines. Linters say that the second form is a needless copy of the first (ruff's FURB129 for open
# files, refurb, and many guides): for a text of several lines, here three, the loop then runs once and sees all of it as one line, without an error. `iter_lines()`
# is the loop that keeps little in memory.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check botocore==1.44.8
cd "$folder"
cat > sample.py <<'END'
import io

from botocore.response import StreamingBody

TEXT = b"a,1\nb,2\nc,3\n"


def body():
    return StreamingBody(io.BytesIO(TEXT), len(TEXT))


print("IOBase", isinstance(body(), io.IOBase))
for name, lines in (("readlines", body().readlines()), ("body", body()), ("iter_lines", body().iter_lines())):
    print(name, *(line.split() for line in lines))
END
found=$(venv/bin/python sample.py)
echo "$found"
expected="IOBase True
readlines [b'a,1'] [b'b,2'] [b'c,3']
body [b'a,1', b'b,2', b'c,3']
iter_lines [b'a,1'] [b'b,2'] [b'c,3']"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
