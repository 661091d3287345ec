"""Compares the model's scopes with those of Python's own symtable, file by file; prints the differences.

Usage: compare.py PROGRAM [PATH...]   (PROGRAM is scope-lines; without paths, the library of the running Python)
Needs Python 3.11: later versions know type parameters as scopes, earlier ones have other syntax.
Exit status 1 when there is any difference.
"""

import _symtable
import os
import subprocess
import sys
import tokenize
import unicodedata
from collections import Counter

KINDS = {0: "function", 1: "class", 2: "module"}
SEEN_FLAGS = 1 | 2 | 4 | 8 | 16 | 128 | 256  # global local parameter nonlocal use import annotation
LOCAL, FREE = 1, 4


def python_lines(path):
    """The scopes of a file as symtable sees them, as a multiset of lines."""
    with tokenize.open(path) as file:
        text = file.read()
    lines = Counter()

    def visit(table, chain):
        symbols = []
        for name, flags in table.symbols.items():
            if name.startswith("."):
                continue
            symbols.append((name, (flags >> 11) & 15, flags & SEEN_FLAGS))
        lines[(chain, tuple(sorted(symbols)))] += 1
        for child in table.children:
            visit(child, f"{chain}>{KINDS[child.type]} {child.name} {child.lineno}")

    visit(_symtable.symtable(text, path, "exec"), "module top 0")
    return lines


def model_lines(rows):
    lines = Counter()
    for chain, *symbols in rows:
        merged = {}
        for symbol in symbols:
            name, resolved, flags = symbol.split(" ")
            name = unicodedata.normalize("NFKC", name)
            before = merged.get(name, (int(resolved), 0))
            merged[name] = (before[0], before[1] | int(flags))
        key = unicodedata.normalize("NFKC", chain), tuple(sorted((n, r, f) for n, (r, f) in merged.items()))
        lines[key] += 1
    return lines


def python_files(roots):
    for root in roots:
        if os.path.isfile(root):
            yield root
        for folder, folders, files in os.walk(root):
            folders.sort()
            yield from (os.path.join(folder, f) for f in sorted(files) if f.endswith(".py"))


def main():
    sys.setrecursionlimit(20000)
    program, *roots = sys.argv[1:]
    paths = list(python_files(roots or [os.path.dirname(os.__file__)]))
    if not roots and not os.environ.get("ZENLINT_FULL"):
        paths = sorted(paths)[::8]  # a sample; `./zen test --all` takes every file
    output = subprocess.run([program], input="\n".join(paths).encode(), stdout=subprocess.PIPE, check=True).stdout
    compared = skipped = damaged = differing = 0
    for block in output.decode("utf-8", "surrogateescape").split("\nF\t"):
        head, *rows = block.split("\n")
        broken = [row for row in rows if row.startswith("D\t")]
        damaged += len(broken)
        path = head.removeprefix("F\t")
        if path.startswith("D\t"):
            damaged += 1
            continue
        try:
            expected = python_lines(path)
        except (SyntaxError, UnicodeDecodeError, ValueError, RecursionError):
            skipped += 1
            continue
        actual = model_lines(row.split("\t")[1:] for row in rows if row.startswith("S\t"))
        compared += 1
        if expected == actual:
            continue
        differing += 1
        if differing <= 20:
            print(f"== {path}")
            for chain, symbols in list((expected - actual).keys())[:4]:
                others = [s for c, s in actual if c == chain]
                print(f"  python {chain}: {sorted(set(symbols) - set(others[0])) if others else 'no such scope'}")
            for chain, symbols in list((actual - expected).keys())[:4]:
                others = [s for c, s in expected if c == chain]
                print(f"  model  {chain}: {sorted(set(symbols) - set(others[0])) if others else 'no such scope'}")
    print(f"{compared} files compared, {differing} differ; {skipped} refused by Python, {damaged} with syntax errors")
    sys.exit(1 if differing else 0)


main()
