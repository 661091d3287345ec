#!/bin/sh
# pre-commit 4.7.0 (identify 2.6.20): a script whose first line is `#!/usr/bin/env -S uv run --script` counts as no Python, so hooks for Python skip it.
#
# It is the first line that uv's guide gives for scripts with inline metadata, and such scripts mostly have no `.py`. With `env -S python3` in that line the
# same file is checked. Hooks with `types: [python]` or `types_or` (ruff's and others') pass without having seen the file; ruff 0.17.6 does not find
# it in a folder either, and checks it as Python if it is named.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pre-commit==4.7.0 identify==2.6.20 ruff==0.17.6
export PATH="$folder/venv/bin:$PATH" PRE_COMMIT_HOME="$folder/home"
mkdir "$folder/project"
cd "$folder/project"
git init --quiet
cat > .pre-commit-config.yaml <<'END'
repos:
  - repo: local
    hooks:
      - {id: show, name: show, language: system, entry: echo, types: [python], verbose: true}
END
for program in "python3" "-S python3" "uv run --script" "-S uv run --script"; do
    name=$(echo "$program" | tr -d ' -')
    printf '#!/usr/bin/env %s\n# /// script\n# dependencies = []\n# ///\nx = 1\nprint(x == None)\n' "$program" > "$name"
    chmod +x "$name"
done
git add .
seen=$(pre-commit run --all-files | grep -E 'python3|uv')
folder_count=$(ruff check --isolated --no-cache --select E711 --output-format concise . | grep -c E711) || true
named=$(ruff check --isolated --no-cache --select E711 --output-format concise Suvrunscript | grep -c E711)
echo "seen by the hook: $seen / in the folder: $folder_count, named: $named"
[ "$seen $folder_count $named" = "Spython3 python3 0 1" ] || { echo "this has changed: it was Spython3 python3 0 1"; exit 1; }
