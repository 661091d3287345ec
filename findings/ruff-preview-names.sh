#!/bin/sh
# ruff 0.17.6: with `preview` on, reports name the rule `none-comparison` where they had the code `E711`; JSON alone keeps the code.
#
# It is so in SARIF, GitLab, JUnit, GitHub, pylint, Azure, rdjson, grouped and concise. Baselines and dashboards that go by the code take every finding for a
# new one. `# noqa` reads no names, not even with `preview`, so what the report says cannot be copied into that comment.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ruff==0.17.6
cd "$folder"
cat > sample.py <<'END'
x = 1
x == None
x == None  # noqa: none-comparison
END
report() { venv/bin/ruff check --quiet --isolated --no-cache --preview --select E711 --exit-zero --output-format "$1" sample.py 2>/dev/null; }
found=""
for format in sarif gitlab junit github pylint azure rdjson grouped concise json; do
    report "$format" > out
    code=no
    grep -q E711 out && code=yes
    found="$found$format:$code "
done
lines=$(report concise | grep -c none-comparison)
echo "code E711 in $found; $lines lines reported"
[ "$found" = "sarif:no gitlab:no junit:no github:no pylint:no azure:no rdjson:no grouped:no concise:no json:yes " ] && [ "$lines" = 2 ] ||
    { echo "this has changed: it was in json alone, and 2 lines"; exit 1; }
