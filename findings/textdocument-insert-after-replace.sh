#!/bin/sh
# vscode-languageserver-textdocument 1.0.12: an insertion where a replacement begins is fine in front of it in the list, and an error behind it.
#
# The protocol forbids edits that overlap, and an empty range overlaps nothing. `TextDocument.applyEdits()` sorts by the start alone and throws "Overlapping
# edit" for the one order. A formatter or fixer that adds an import right where it replaces code has to put the insertion first.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --no-save --prefix . vscode-languageserver-textdocument@1.0.12
cat > sample.mjs <<'END'
import { TextDocument } from "vscode-languageserver-textdocument";

const text = TextDocument.create("file:///a.py", "python", 1, "ab");
const edit = (end, newText) => ({ range: { start: { line: 0, character: 1 }, end: { line: 0, character: end } }, newText });
for (const edits of [[edit(1, "-"), edit(2, "c")], [edit(2, "c"), edit(1, "-")]]) {
    try {
        console.log(TextDocument.applyEdits(text, edits));
    } catch (error) {
        console.log(error.message);
    }
}
END
found=$(node sample.mjs | tr '\n' ' ')
echo "$found"
[ "$found" = "a-c Overlapping edit " ] || { echo "this has changed: it was a-c, then Overlapping edit"; exit 1; }
