#!/usr/bin/env python3
"""Compares the model's types with a type checker's.

    against_checker.py ZENLINT [--sample N] [--python PATH] [--show N] FOLDER…

Copies each package, wraps a sample of its expressions in `reveal_type(…)`, runs mypy over the copy, and compares what it says with what the
model says of the same expressions. mypy has to be importable by PATH. Prints the share of expressions of which the model says a type (of
those of which mypy says one that is not Any), and in how many of them both agree.
"""
import argparse
import ast
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

BITS = {"bool", "int", "float", "complex", "str", "bytes", "list", "dict", "set", "frozenset", "tuple", "range"}
ONE_PASS = {"Iterator", "Generator", "map", "filter", "zip", "enumerate", "reversed", "chain", "islice", "count", "cycle", "repeat", "product",
            "groupby", "takewhile", "dropwhile", "starmap", "accumulate", "permutations", "combinations", "zip_longest", "tee"}


def split(text, separator):
    parts, depth, start = [], 0, 0
    for i, c in enumerate(text):
        depth += (c in "[({") - (c in "])}")
        if depth == 0 and text.startswith(separator, i):
            parts.append(text[start:i].strip())
            start = i + len(separator)
    return [*parts, text[start:].strip()]


def plain(text):
    """mypy's type as a set of words: {"int", "None"}; None where it says nothing."""
    text = text.replace("?", "")
    out = set()
    for part in split(text, " | ") if not text.startswith(("def ", "overload")) else [text]:
        if part.startswith(("def ", "Overload", "overload")):
            out.add("function")
            continue
        if part.startswith(("Union[", "Optional[")) and part.endswith("]"):
            inner = [plain(p) for p in split(part[part.index("[") + 1:-1], ",")]
            if None in inner:
                return None
            out |= set().union(*inner)
            if part.startswith("Optional"):
                out.add("None")
            continue
        if part.startswith("Literal["):
            for value in split(part[8:-1], ","):
                out.add("bool" if value in ("True", "False") else "bytes" if value.startswith("b'") else "str" if value[:1] in "'\"" else
                        "int" if value.lstrip("-").isdigit() else value.rsplit(".", 1)[0].split(".")[-1])
            continue
        if named := re.match(r"TypedDict\(([\w.]+),", part):  # a class to us
            out.add(named[1].split(".")[-1])
            out.add("dict or its TypedDict")
            continue
        if part.startswith("TypedDict("):
            out.add("dict")
            continue
        if part[:1] in "'\"":
            return None
        name = re.split(r"[\[({ ]", part, maxsplit=1)[0]
        last = name.split(".")[-1]
        if "fallback=" in part or last.endswith("`") or re.search(r"\.(kw)?args$", name) or "`" in name or last in ("Any", "", "object", "Never", "NoReturn", "Self") or "<" in part or part == "...":
            return None
        last = "NotImplemented" if last == "NotImplementedType" else last
        if last in ("type", "Type"):
            out.add("type")
        elif last in ("Module", "ModuleType"):
            out.add("module")
        elif last in ONE_PASS:
            out.add("generator")
        elif last in ("FunctionType", "MethodType", "BuiltinFunctionType"):
            out.add("function")
        else:
            out.add("tuple" if last in ("Tuple", "tuple") else last)
    return out


def ours(text):
    if text in ("unknown", "never"):
        return None
    out = set()
    for part in split(text, " | "):
        name = part.split("[", 1)[0]
        out.add(name.split(".")[-1])
    return out


def agree(mine, theirs):
    if "dict or its TypedDict" in theirs:  # a dict at run time, of whichever name
        named = theirs - {"dict or its TypedDict"}
        return agree(mine, named) or ("dict" in mine and len(mine) == len(named))
    if mine == theirs:
        return True
    # A class is called like a function; an int may be a bool, and passes for a float.
    if mine == {"type"} and theirs == {"function"}:
        return True
    widened = set(theirs)
    if "complex" in widened:
        widened.add("float")
    if "float" in widened:
        widened.add("int")
    if "int" in widened:
        widened.add("bool")
    return mine <= widened and theirs <= mine | {"bool", "int"}


def candidates(source):
    """Expressions that may be wrapped: (start, end) in bytes, from Python's own parser."""
    tree = ast.parse(source)
    lines = [0]
    for line in source.encode().splitlines(keepends=True):
        lines.append(lines[-1] + len(line))
    out = []
    quiet = set()

    def at(node):
        return lines[node.lineno - 1] + node.col_offset, lines[node.end_lineno - 1] + node.end_col_offset

    def visit(node, live):
        if isinstance(node, ast.JoinedStr):
            return
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            for child in node.body:
                visit(child, True)
            return
        if isinstance(node, ast.ClassDef):
            for child in node.body:
                if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                    visit(child, False)
            return
        if isinstance(node, (ast.AnnAssign,)):
            if node.value is not None:
                visit(node.value, live)
            return
        # Inside a condition the wrapped name would no longer narrow for the checker.
        test = getattr(node, "test", None)
        for condition in [test] if isinstance(test, ast.AST) else getattr(node, "ifs", []) if isinstance(node, ast.comprehension) else []:
            quiet.add(condition)
        if node in quiet or isinstance(node, ast.BoolOp):
            return
        kinds = (ast.Name, ast.Attribute, ast.Call, ast.Subscript, ast.BinOp, ast.Compare, ast.BoolOp, ast.IfExp, ast.UnaryOp)
        if live and isinstance(node, kinds) and (not hasattr(node, "ctx") or isinstance(node.ctx, ast.Load)):
            out.append(at(node))
        for child in ast.iter_child_nodes(node):
            visit(child, live)

    for node in tree.body:
        visit(node, False)
    return out


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--sample", type=int, default=2000, help="expressions of each folder")
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--version", default="3.12")
    parser.add_argument("--show", type=int, default=0, help="disagreements to print")
    args = parser.parse_args()
    rng = random.Random(1)
    total, known, right, wider = Counter(), Counter(), Counter(), Counter()
    shown, silent = [], Counter()
    for folder in args.folders:
        with tempfile.TemporaryDirectory() as temporary:
            copy = Path(temporary) / folder.name
            shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("__pycache__", "tests", "test", "_vendor"))
            places = []  # file, start, end
            for path in sorted(copy.rglob("*.py")):
                try:
                    found = candidates(path.read_text())
                except (SyntaxError, UnicodeDecodeError):
                    continue
                places += [(path, *place) for place in found]
            chosen = rng.sample(places, min(args.sample, len(places)))
            asked = {}
            for path in sorted({p for p, _, _ in chosen}):
                data = path.read_bytes()
                spans, end = [], -1
                for start, stop in sorted((s, e) for p, s, e in chosen if p == path):
                    if start >= end:
                        spans.append((start, stop))
                        end = stop
                types = {}
                listed = subprocess.run([args.program, "model", "--types", "--json", "--target-version", args.version, path],
                                        capture_output=True, text=True, cwd=temporary).stdout
                for row in json.loads(listed):
                    types[row["start"], row["end"]] = row["type"]
                out, last = b"", 0
                for start, stop in spans:
                    out += data[last:start]
                    line, column = out.count(b"\n") + 1, len(out) - (out.rfind(b"\n") + 1)
                    column = len(out[out.rfind(b"\n") + 1:].decode()) if column else 0
                    asked[str(path.relative_to(temporary)), line, column + 1 + len("reveal_type(")] = (types.get((start, stop), "unknown"), data[start:stop].decode())
                    out += b"reveal_type(" + data[start:stop] + b")"
                    last = stop
                path.write_bytes(out + data[last:])
            said = subprocess.run([args.python, "-m", "mypy", "--check-untyped-defs", "--show-column-numbers", "--no-error-summary", "--ignore-missing-imports",
                                   "--no-color-output", "--hide-error-context", "--cache-dir", str(Path(temporary) / "cache"), folder.name],
                                  cwd=temporary, capture_output=True, text=True)
            answers = {}
            for line in said.stdout.splitlines():
                m = re.match(r'(.*?):(\d+):(\d+): note: Revealed type is [\'"](.*)[\'"]$', line)
                if m:
                    answers.setdefault((m[1], int(m[2]), int(m[3])), []).append(m[4])
            if not answers:
                print(folder.name, "mypy said nothing:", said.stdout[-300:], said.stderr[-300:])
            for place, (mine, code) in asked.items():
                if len(set(answers.get(place, []))) != 1:
                    continue
                theirs = plain(answers[place][0])
                if theirs is None:
                    continue
                total[folder.name] += 1
                said_of_mine = ours(mine)
                if said_of_mine is None:
                    silent[re.sub(r"\s+", " ", code)[:40] + "  " + answers[place][0][:50]] += 1
                    continue
                known[folder.name] += 1
                if "instance" in said_of_mine:  # several classes, without their names
                    said_of_mine = said_of_mine - {"instance"} | {t for t in theirs if t not in BITS}
                if agree(said_of_mine, theirs):
                    right[folder.name] += 1
                elif theirs < said_of_mine:
                    wider[folder.name] += 1
                    shown.append((place[0], place[1], code[:60], "wider: " + mine, answers[place][0][:80]))
                else:
                    shown.append((place[0], place[1], code[:60], mine, answers[place][0][:80]))
        print(f"{folder.name}: {total[folder.name]} expressions, a type of {known[folder.name]}, the same {right[folder.name]}, a wider one {wider[folder.name]}", flush=True)
    n, k, r = total.total(), known.total(), right.total()
    w = wider.total()
    if n and k:
        print(f"all: {n} expressions, the model says a type of {100 * k / n:.1f} %; of these {100 * r / k:.2f} % the same, {100 * w / k:.2f} % a wider "
              f"one (a union that holds it), {100 * (k - r - w) / k:.2f} % another")
    for line in shown[: args.show]:
        print("  ", *line, sep="  ")
    if args.show:
        for text, count in silent.most_common(args.show):
            print("   silent", count, text)


if __name__ == "__main__":
    main()
