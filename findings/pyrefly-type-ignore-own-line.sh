#!/bin/sh
# pyrefly 1.4.1: `# type: ignore` on the first line holds for the file if a blank line follows it, and for the next line alone if code follows.
#
# For mypy 2.4.1 the first line is the whole file either way, and further down a line of its own silences nothing. For pyrefly a comment on a
# line of its own silences the line below it, so one that was left behind when code moved hides a new error there.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check mypy==2.4.1 pyrefly==1.4.1
cd "$folder"
touch pyrefly.toml
code='def f(x: int) -> None: ...\n\n\nf("a")\n'
printf "# type: ignore\n$code" > close.py
printf "# type: ignore\n\n$code" > apart.py
printf 'def f(x: int) -> None: ...\n\n\n# type: ignore\nf("a")\n' > below.py
names() { grep -o '[a-z]*\.py:[0-9]*' | cut -d. -f1 | sort -u | tr '\n' ' '; }
mypy=$(venv/bin/mypy --no-incremental close.py apart.py below.py | names)
pyrefly=$(venv/bin/pyrefly check --output-format min-text close.py apart.py below.py 2>/dev/null | names)
echo "mypy reports $mypy; pyrefly $pyrefly"
[ "$mypy" = "below " ] && [ "$pyrefly" = "close " ] || { echo "this has changed: it was below, and close"; exit 1; }
