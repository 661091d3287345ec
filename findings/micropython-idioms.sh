#!/bin/sh
# MicroPython 1.27.0: `sorted()` is not stable, `dict.fromkeys(names)` forgets the order, `isinstance(True, int)` is False, and f"{n=}" has no quotes.
#
# Idioms rest on each: sort by two keys in two steps, remove duplicates in order, accept a bool as an int, tell "1" from 1 in debug output. All run without
# an error and give other results. `[*names, "x"]` and `{**d, "a": 1}` are syntax errors, `text.split(",", maxsplit=1)` is a TypeError and
# `text.removeprefix("a")` an AttributeError, while `text.startswith(("a", "b"))`, `d | e` and `enumerate(names, start=1)` work.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --no-save --prefix . @micropython/micropython-webassembly-pyscript@1.27.0
cat > run.mjs <<'END'
import { readFileSync } from "node:fs";
import { loadMicroPython } from "@micropython/micropython-webassembly-pyscript";
(await loadMicroPython()).runPython(readFileSync("sample.py", "utf8"));
END
cat > sample.py <<'END'
names = ["pear", "apple", "fig", "kiwi", "plum", "lime", "date"]
d = {"a": 1}
e = {"b": 2}
text = "a,b,c"
pairs = [(n % 2, n) for n in range(12)]
for code in (
    "sorted(pairs, key=lambda p: p[0]) == [p for p in pairs if p[0] == 0] + [p for p in pairs if p[0] == 1]",
    "list(dict.fromkeys(names)) == names",
    "isinstance(True, int)",
    "f'{text=}' == 'text=' + repr(text)",
    "[*names, 'x'] == names + ['x']",
    "{**d, 'b': 2} == {'a': 1, 'b': 2}",
    "text.split(',', maxsplit=1) == ['a', 'b,c']",
    "text.removeprefix('a') == ',b,c'",
    "text.startswith(('a', 'b'))",
    "d | e == {'a': 1, 'b': 2}",
    "list(enumerate(text, start=1))[0] == (1, 'a')",
):
    try:
        print(eval(code), end=" ")
    except Exception as error:
        print(type(error).__name__, end=" ")
print()
END
echo "Python: $(python3 sample.py)"
found=$(node run.mjs | sed 's/ *$//')
echo "MicroPython: $found"
expected="False False False False SyntaxError SyntaxError TypeError AttributeError True True True"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
