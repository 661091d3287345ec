#!/bin/sh
# Python 3.8 to 3.13: `tokenize.untokenize()` of all that `generate_tokens()` gives is not the text: blanks in front of a backslash and form
# feeds are lost.
#
# Tools that fix code by its tokens rest on the documented round trip. It holds for the tokens: `1 + \` comes back as `1 +\`, and the form
# feed that parts the sections of older code as a space, which makes an indented first line of what stood at the margin.
set -eu
python3 - <<'END'
import io, sys, tokenize

def round_trip(text):
    return tokenize.untokenize(tokenize.generate_tokens(io.StringIO(text).readline))

continued, section = round_trip("x = 1 + \\\n    2\n"), round_trip("x = 1\n\fy = 2\n")
print("Python", sys.version.split()[0], repr(continued), repr(section))
try:
    compile(section, "section", "exec")
    error = ""
except IndentationError as e:
    error = e.msg
print("the second one:", error)
if (continued, section, error) != ("x = 1 +\\\n    2\n", "x = 1\n y = 2\n", "unexpected indent"):
    sys.exit("this has changed")
END
