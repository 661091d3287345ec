#!/bin/sh
# pygls 2.1.1: a form feed counts as the end of a line, so an edit below it changes another line than the one edited.
#
# The protocol has three line ends: `\n`, `\r\n` and `\r`. pygls splits as `str.splitlines()` does, which has eight more. Form feeds part the sections of
# older Python sources, such as the standard library's. A server made with pygls then lints a text that nobody has, and its positions are off.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pygls==2.1.1
cd "$folder"
cat > sample.py <<'END'
from lsprotocol import types
from pygls.workspace import TextDocument

document = TextDocument("file:///a.py", "x = 1\n\f\ny = 2\nz = 3\n", sync_kind=types.TextDocumentSyncKind.Incremental)
last = types.Range(start=types.Position(3, 0), end=types.Position(3, 1))
document.apply_change(types.TextDocumentContentChangePartial(range=last, text="w"))
print(*document.source.split("\n")[2:4], sep="; ")
END
found=$(venv/bin/python sample.py)
echo "$found"
[ "$found" = "w = 2; z = 3" ] || { echo "this has changed: it was w = 2; z = 3, for y = 2; w = 3"; exit 1; }
