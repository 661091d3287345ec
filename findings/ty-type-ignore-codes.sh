#!/bin/sh
# ty 0.0.104: `# type: ignore[arg-type]` silences nothing, though `# type: ignore` silences the line.
#
# mypy 2.4.1 goes by the code, and pyrefly 1.4.1 silences the line whatever code it is. mypy's `enable_error_code = ["ignore-without-code"]` asks
# for the code, so a project that follows it gets in ty all the errors that it had dealt with. `ty:` in front of a code of ty's own helps.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ty==0.0.104 mypy==2.4.1 pyrefly==1.4.1
cd "$folder"
touch pyrefly.toml
cat > sample.py <<'END'
def f(x: int) -> None: ...
f("a")  # type: ignore
f("b")  # type: ignore[arg-type]
f("c")  # type: ignore[attr-defined]
f("d")  # type: ignore[arg-type, ty:invalid-argument-type]
END
lines() { grep -o 'sample.py:[0-9]*' | cut -d: -f2 | sort -u | tr '\n' ' '; }
mypy=$(venv/bin/mypy --no-incremental sample.py | lines)
ty=$(venv/bin/ty check --output-format concise sample.py 2>/dev/null | lines)
pyrefly=$(venv/bin/pyrefly check --output-format min-text sample.py 2>/dev/null | lines)
echo "mypy reports lines $mypy; ty $ty; pyrefly $pyrefly"
[ "$mypy" = "4 " ] && [ "$ty" = "3 4 " ] && [ -z "$pyrefly" ] || { echo "this has changed: it was 4, 3 4, and none"; exit 1; }
