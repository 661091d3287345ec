#!/bin/sh
# flake8 7.5.0 on Python 3.12 and later: `# noqa` behind an f-string of several lines no longer covers its first lines.
#
# Up to Python 3.11 an f-string is one token, and the comment holds for all of its lines. Since 3.12 a line end in a replacement field is a token
# of its own, and flake8 ends its line there: `# noqa: E711` behind the closing quotes holds for the lines behind the last such line end. The
# same file with the same flake8 has new findings after an upgrade of Python; ruff 0.17.6 reports none of them (pyodide 314.0.7, CPython 3.14.2).
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ruff==0.17.6 flake8==7.5.0
cd "$folder"
npm install --silent --no-audit --no-fund --no-save --prefix . pyodide@314.0.7
cat > sample.py <<'END'
a = 1
x = f"""{a == None}
{
a == None}
"""  # noqa: E711
END
cat > run.mjs <<'END'
import { readFileSync } from "node:fs";
import { loadPyodide } from "./node_modules/pyodide/pyodide.mjs";
const python = await loadPyodide();
python.mountNodeFS("/site", process.argv[2]);
python.FS.writeFile("/sample.py", readFileSync("sample.py"));
python.runPython(readFileSync("lines.py", "utf8"));
END
cat > lines.py <<'END'
import argparse
import sys

sys.path.append("/site")
from flake8.processor import FileProcessor

options = argparse.Namespace(hang_closing=False, indent_size=4, max_line_length=79, max_doc_length=None, verbose=0, stdin_display_name="-")
lines = FileProcessor("/sample.py", options)
print([row for row in range(1, 6) if "noqa" in lines.noqa_line_for(row)])
END
newer=$(node run.mjs "$(echo venv/lib/python3*/site-packages)")
ruff=$(venv/bin/ruff check --isolated --no-cache --select E711 --output-format concise sample.py | tail -1)
echo "rows that flake8 has the noqa for: $newer; ruff: $ruff"
[ "$newer" = "[4, 5]" ] && [ "$ruff" = "All checks passed!" ] || { echo "this has changed: it was [4, 5], and nothing from ruff"; exit 1; }
