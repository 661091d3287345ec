#!/bin/sh
# ruff 0.17.6: `# ruff: disable[...]` right behind a nested block is not ended by the end of the function that it is in.
#
# A range comment that nothing enables again holds to the end of its block. Where it is the first line behind a nested block, it holds to the
# end of the file instead: here F632 in line 9, outside the function, is reported for `plain` and not for `nested`. It matters to those who
# rely on the end of a function as the end of the range, and to tools that read the same comments.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ruff==0.17.6
cat > "$folder/plain.py" <<'END'
def f(x):
    if x:
        return 1
    x += 1
    # ruff: disable[F632]
    return x is 5


print(f is 5)
END
cat > "$folder/nested.py" <<'END'
def f(x):
    if x:
        return 1
    # ruff: disable[F632]
    x += 1
    return x is 5


print(f is 5)
END
cd "$folder"
found=$(venv/bin/ruff check --isolated --no-cache --select F632 --output-format concise plain.py nested.py | grep F632 || true)
echo "$found"
expected='plain.py:9:7: F632 [*] Use `==` to compare constant literals'
[ "$found" = "$expected" ] || { echo "this has changed; it was: $expected"; exit 1; }
