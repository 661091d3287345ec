#!/bin/sh
# flake8 7.5.0 and ruff 0.17.6: `# noqa: because ...` silences every rule in flake8, and none in ruff.
#
# Flake8 reads what is no code behind the colon as if nothing stood there; ruff warns and disregards the comment. In a project that runs both,
# `# noqa: <reason>` hides everything that flake8 finds in the line. The same goes for `# noqa : E711` (flake8 reads no codes there).
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ruff==0.17.6 flake8==7.5.0
cat > "$folder/sample.py" <<'END'
x = 1
x == None  # noqa: because of the API
x == None  # noqa : F401
END
cd "$folder"
flake8=$(venv/bin/flake8 --isolated --select E711 sample.py || true)
ruff=$(venv/bin/ruff check --isolated --no-cache --select E711 --output-format concise sample.py 2>/dev/null | grep -c E711 || true)
echo "flake8: '$flake8'; ruff reports $ruff lines"
[ -z "$flake8" ] && [ "$ruff" = 2 ] || { echo "this has changed: it was nothing in flake8, and 2 lines in ruff"; exit 1; }
