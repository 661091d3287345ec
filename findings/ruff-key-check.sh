#!/bin/sh
# ruff 0.17.6: the safe fix of RUF019 makes `d.get(k)` of `k in d and d[k]` for any object, as feedparser's entries, where it finds more, and networkx's graphs, which have no `get()`.
#
# feedparser 6.0.14's `entry["updated"]` and `entry.get("updated")` fall back on the date of publication, and `"updated" in entry` does not: before the fix an entry
# without an update is left out, after it all entries are in. A workbook of openpyxl 3.1.5 and a graph of networkx 3.6.1 raise AttributeError, and do so only
# when the line runs.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ruff==0.17.6 feedparser==6.0.14 networkx==3.6.1 openpyxl==3.1.5
cd "$folder"
cat > check.py <<'END_CHECK'
def has(d, k):
    if k in d and d[k]:
        return True
    return False
END_CHECK
cat > sample.py <<'END_SAMPLE'
import warnings

import feedparser
import networkx
import openpyxl
from check import has

warnings.simplefilter("ignore")
feed = "<rss version='2.0'><channel><item><pubDate>Mon, 01 Jan 2024 00:00:00 GMT</pubDate></item></channel></rss>"
for d, k in (
    (feedparser.parse(feed).entries[0], "updated"),
    (networkx.Graph([(1, 2)]), 1),
    (openpyxl.Workbook(), "Sheet"),
):
    try:
        print(has(d, k), end=" ")
    except AttributeError as e:
        print(type(e).__name__, end=" ")
print()
END_SAMPLE
found=$(
    venv/bin/python -B sample.py
    venv/bin/ruff check --isolated --no-cache --quiet --select RUF019 --fix check.py
    venv/bin/python -B sample.py
)
echo "$found"
expected="False True True 
True AttributeError AttributeError "
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
