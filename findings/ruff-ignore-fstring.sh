#!/bin/sh
# ruff 0.17.6: `# ruff: ignore[...]` behind an f-string of several lines covers all of it, or only its last lines.
#
# `# noqa: F632` behind the closing quotes holds for the whole f-string. `# ruff: ignore[F632]` does so too, unless a line ends within a
# replacement field (`{` + line end): then it holds from behind that line end only, and F632 in the first line is reported. Whoever replaces
# `noqa` by the newer comment gets findings back.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ruff==0.17.6
cd "$folder"
cat > plain.py <<'END'
x = 1
y = f"""{x is 5}
{x}
"""  # ruff: ignore[F632]
END
cat > broken.py <<'END'
x = 1
y = f"""{x is 5}
{
x}
"""  # ruff: ignore[F632]
END
sed 's/ruff: ignore.F632./noqa: F632/' broken.py > noqa.py
found=$(venv/bin/ruff check --isolated --no-cache --select F632 --output-format concise plain.py broken.py noqa.py | grep F632 || true)
echo "$found"
expected='broken.py:2:10: F632 [*] Use `==` to compare constant literals'
[ "$found" = "$expected" ] || { echo "this has changed; it was: $expected"; exit 1; }
