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
LEFT_OUT = ("__pycache__", "tests", "test", "_vendor")
ONE_PASS = {"Iterator", "Generator", "map", "filter", "zip", "enumerate", "reversed", "chain", "islice", "count", "cycle", "repeat", "product",
            "groupby", "compress", "GeneratorType", "takewhile", "dropwhile", "starmap", "accumulate", "permutations", "combinations", "zip_longest", "tee"}


def split(text, separator):
    parts, depth, start = [], 0, 0
    for i, c in enumerate(text):
        depth += (c in "[({") - (c in "])}")
        if depth == 0 and text.startswith(separator, i):
            parts.append(text[start:i].strip())
            start = i + len(separator)
    return [*parts, text[start:].strip()]


# What mypy has under a second name.
ALIASES = {"NotImplementedType": "NotImplemented", "LockType": "Lock", "NewType": "function", "FunctionType": "function", "MethodType": "function",
           "BuiltinFunctionType": "function", "Module": "module", "ModuleType": "module", "Tuple": "tuple"}
# A variable that is declared as the one on the right keeps that type for mypy, also where what was put in is known to be one of these.
MORE_EXACT = {"generator": {"Iterable", "AsyncIterable"}, "list": {"Sequence", "MutableSequence", "Iterable", "Collection"},
              "tuple": {"Sequence", "Iterable", "Collection"}, "set": {"Iterable", "Collection", "AbstractSet"}, "frozenset": {"Iterable", "Collection", "AbstractSet"},
              "dict": {"Mapping", "MutableMapping", "Iterable"}, "dict_keys": {"Iterable"}, "defaultdict": {"dict", "Mapping", "MutableMapping"},
              "OrderedDict": {"dict", "Mapping", "MutableMapping"}, "Counter": {"dict", "Mapping", "MutableMapping"}, "MappingProxyType": {"Mapping"},
              "_Environ": {"Mapping", "MutableMapping"}, "itemgetter": {"function"}, "attrgetter": {"function"}, "partial": {"function"}, "deque": {"Sequence", "Iterable"}}


def plain(text):
    """mypy's type as a set of words: {"int", "None"}; None where it says nothing."""
    text = re.sub(r"""(?<=[\[(])(b?)(?:'[^']*'|"[^"]*")(?=\])""", r"\1'…'", text.replace("?", ""))
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
            out.add("dict or " + named[1].split(".")[-1])
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
        if name == last and last not in BITS | {"None", "type"}:  # a type variable
            return None
        out.add("type" if name in ("type", "typing.Type", "Type") else "generator" if last in ONE_PASS else ALIASES.get(last, last))
    return out


def ours(text):
    if text in ("unknown", "never"):
        return None
    out = set()
    for part in split(text, " | "):
        name = part.split("[", 1)[0]
        name = name.split(".")[-1]
        out.add(ALIASES.get(name, name))
    return out


def agree(mine, theirs):
    # A TypedDict is a dict at run time, of whichever name.
    named = {t.removeprefix("dict or ") for t in theirs if t.startswith("dict or ")}
    if named:
        theirs = {"dict" if t.startswith("dict or ") else t for t in theirs}
        mine = {"dict" if t in named else t for t in mine}
    if mine == theirs:
        return True
    # A class is called like a function; an int may be a bool, and passes for a float.
    if mine == {"type"} and theirs == {"function"}:
        return True
    wide = {t for m in mine - theirs for t in MORE_EXACT.get(m, ()) if t in theirs}
    if wide and {m for m in mine - theirs if not MORE_EXACT.get(m, set()) & theirs} == set() and theirs - wide <= mine:
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
        # Inside a condition, or as the subject of `match`, the wrapped name would no longer narrow for the checker. A pattern is no expression.
        test = getattr(node, "subject" if isinstance(node, ast.Match) else "test", None)
        if isinstance(node, ast.pattern):
            return
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


def ask_checker(folder, sample, rng, python):
    """What mypy says of a sample of the folder's expressions: [path, start, end, code, answer], offsets in bytes."""
    with tempfile.TemporaryDirectory() as temporary:
        copy = Path(temporary) / folder.name
        shutil.copytree(folder, copy, ignore=shutil.ignore_patterns(*LEFT_OUT))
        places = []  # file, start, end
        for path in sorted(copy.rglob("*.py")):
            try:
                found = candidates(path.read_bytes().decode())
            except (SyntaxError, UnicodeDecodeError):
                continue
            places += [(path, *place) for place in found]
        chosen = rng.sample(places, min(sample, len(places)))
        asked = {}
        for path in sorted({p for p, _, _ in chosen}):
            data = path.read_bytes()
            out, last = b"", 0
            for start, stop in sorted((s, e) for p, s, e in chosen if p == path):
                if start < last:
                    continue
                out += data[last:start]
                line, column = out.count(b"\n") + 1, len(out[out.rfind(b"\n") + 1:].decode())
                place = str(path.relative_to(temporary)), line, column + 1 + len("reveal_type(")
                asked[place] = (str(path.relative_to(copy)), start, stop, data[start:stop].decode())
                out += b"reveal_type(" + data[start:stop] + b")"
                last = stop
            path.write_bytes(out + data[last:])
        said = subprocess.run([python, "-m", "mypy", "--check-untyped-defs", "--show-column-numbers", "--no-error-summary", "--ignore-missing-imports",
                               "--no-color-output", "--hide-error-context", "--explicit-package-bases", "--cache-dir", str(Path(temporary) / "cache"), folder.name],
                              cwd=temporary, capture_output=True, text=True)
        answers = {}
        for line in said.stdout.splitlines():
            m = re.match(r'(.*?):(\d+):(\d+): note: Revealed type is [\'"](.*)[\'"]$', line)
            if m:
                answers.setdefault((m[1], int(m[2]), int(m[3])), []).append(m[4])
        if not answers:
            sys.exit(f"{folder.name}: mypy said nothing: {said.stdout[-300:]} {said.stderr[-300:]}")
        return [[*asked[place], answers[place][0]] for place in asked if len(set(answers.get(place, []))) == 1]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--sample", type=int, default=2000, help="expressions of each folder")
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--version", default="3.12")
    parser.add_argument("--show", type=int, default=0, help="disagreements to print")
    parser.add_argument("--answers", type=Path, help="folder in which mypy's answers are kept: they don't depend on zenlint")
    args = parser.parse_args()
    total, known, right, wider = Counter(), Counter(), Counter(), Counter()
    shown, silent = [], Counter()
    for folder in args.folders:
        kept = args.answers / f"{folder.name}.{args.sample}.json" if args.answers else None
        if kept and kept.exists():
            answers = json.loads(kept.read_text())
        else:
            answers = ask_checker(folder, args.sample, random.Random(1), args.python)
            if kept:
                kept.parent.mkdir(parents=True, exist_ok=True)
                kept.write_text(json.dumps(answers))
        types = {}
        for name in sorted({answer[0] for answer in answers}):
            listed = subprocess.run([args.program, "model", "--types", "--json", "--target-version", args.version, folder / name],
                                    capture_output=True, text=True, cwd=folder.parent).stdout
            for row in json.loads(listed):
                types[name, row["start"], row["end"]] = row["type"]
        for name, start, stop, code, answer in answers:
            theirs = plain(answer)
            if theirs is None:
                continue
            mine = types.get((name, start, stop), "unknown")
            total[folder.name] += 1
            said_of_mine = ours(mine)
            if said_of_mine is None:
                silent[re.sub(r"\s+", " ", code)[:40] + "  " + answer[:50]] += 1
                continue
            known[folder.name] += 1
            if "instance" in said_of_mine:  # several classes, without their names
                said_of_mine = said_of_mine - {"instance"} | {t for t in theirs if t not in BITS}
            if agree(said_of_mine, theirs):
                right[folder.name] += 1
                continue
            row = (folder / name).read_bytes()[:start].count(b"\n") + 1
            wide = {t.removeprefix("dict or ") for t in theirs} < said_of_mine
            wider[folder.name] += wide
            shown.append((f"{folder.name}/{name}:{row}", re.sub(r"\s+", " ", code)[:60], ("wider: " if wide else "another: ") + mine, answer[:100]))
        print(f"{folder.name}: {total[folder.name]} expressions, a type of {known[folder.name]}, the same {right[folder.name]}, a wider one {wider[folder.name]}", flush=True)
    n, k, r = total.total(), known.total(), right.total()
    w = wider.total()
    if n and k:
        print(f"all: {n} expressions, the model says a type of {100 * k / n:.1f} %; of these {100 * r / k:.2f} % the same, {100 * w / k:.2f} % a wider "
              f"one (a union that holds it), {100 * (k - r - w) / k:.2f} % another")
    for line in shown[: args.show]:
        print("  ", *line, sep="  ")
    if args.show:
        print("silent:")
        for text, count in silent.most_common(args.show):
            print("   silent", count, text)


if __name__ == "__main__":
    main()
