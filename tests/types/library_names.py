#!/usr/bin/env python3
"""Compares the names of the library table with those that Python itself has: existence and kind of every public name, and of the
public attributes of classes.

    library_names.py LIBRARY_NAMES_PROGRAM [PYTHON…]        each PYTHON is an interpreter; without one the running one
    library_names.py --modules < MODULES                    what the running Python has of these modules, as JSON
    library_names.py PROGRAM --dumped 3.14 FILE             compares with such a dump

Differences are listed by module. Names that are expected to differ, with the reason, are in library_names.txt; exit 1 if there are others.
"""
import json
import subprocess
import sys
from collections import Counter
from fnmatch import fnmatch
from pathlib import Path

SKIPPED = {"antigravity", "this", "idlelib", "__main__", "turtledemo"}  # importing them does something, or they are no interface


def kind(value):
    import types

    if isinstance(value, type):
        return "class"
    if isinstance(value, types.ModuleType):
        return "module"
    if callable(value) and hasattr(value, "__name__"):
        return "function"
    return "variable"


def dump(modules):
    """What the running Python has: {module: {name: kind}}, with "Class.attribute" for classes."""
    import importlib
    import warnings

    warnings.simplefilter("ignore")
    out = {}
    for name in modules:
        if name.split(".")[0] in SKIPPED or any(p.startswith("_") for p in name.split(".")):
            continue
        try:
            module = importlib.import_module(name)
        except BaseException as error:
            out[name] = f"{type(error).__name__}: {error}"
            continue
        listed = getattr(module, "__all__", None)
        names = {}
        for key in dir(module):
            if key.startswith("_"):
                continue
            try:
                value = getattr(module, key)
            except Exception:
                continue
            names[key] = kind(value)
            if isinstance(value, type) and (value.__module__ == name or listed and key in listed):
                for inner in dir(value):
                    if not inner.startswith("_"):
                        names[f"{key}.{inner}"] = "attribute"
        out[name] = {"all": sorted(listed) if listed is not None else None, "names": names}
    return out


def table(program, version):
    out = {}
    for line in subprocess.run([program, version], check=True, capture_output=True, text=True).stdout.splitlines():
        module, name, what, more = line.split("\t")
        if name:
            out[module][name] = (what, more)
        else:
            out[module] = {}
    return out


def expected():
    """Patterns of names that differ, from lines like `module.name reason`."""
    lines = Path(__file__).with_suffix(".txt").read_text().splitlines()
    return [line.split(" ", 1)[0] for line in lines if line and not line.startswith("#")]


def compare(version, ours, theirs):
    known = expected()
    counts = Counter()
    wrong = []
    for module, there in sorted(theirs.items()):
        if isinstance(there, str):
            counts["modules not importable here"] += 1
            continue
        have = ours.get(module)
        if have is None:
            wrong.append((module, "module", "not in the table"))
            continue
        counts["modules"] += 1
        listed = set(there["all"] or [])
        for name, what in there["names"].items():
            if "." in name:
                continue
            if what == "module" or not listed and name not in have:
                continue  # what a module without `__all__` imports for itself can't be told from what it offers
            if listed and name not in listed and name not in have:
                continue
            counts["names"] += 1
            if name not in have:
                wrong.append((module, name, "missing in the table"))
            elif have[name][0] != what:
                counts["kinds differ"] += 1
                wrong.append((module, name, f"{have[name][0]} in the table, {what} in Python"))
        for name, (what, more) in have.items():
            if name.startswith("_") or more == "elsewhere":
                continue
            owner, _, inner = name.partition(".")
            if inner:
                if inner.startswith("_") or f"{owner}.{inner}" in there["names"]:
                    continue
                if not any(n.startswith(owner + ".") for n in there["names"]) or what == "variable":
                    continue  # instances' attributes are not the class's
                counts["methods"] += 1
                wrong.append((module, name, "a method in the table only"))
            elif name not in there["names"]:
                counts["names"] += 1
                wrong.append((module, name, "in the table only"))
    counts["expected differences"] = len(wrong)
    wrong = [w for w in wrong if not any(fnmatch(f"{w[0]}.{w[1]}", pattern) for pattern in known)]
    counts["expected differences"] -= len(wrong)
    return counts, wrong


def main(args):
    if args[0] == "--modules":
        return print(json.dumps(dump(sys.stdin.read().split())))
    program = args[0]
    if args[1:2] == ["--dumped"]:
        jobs = [(args[2], json.loads(Path(args[3]).read_text()))]
    else:
        jobs = []
        for python in args[1:] or [sys.executable]:
            version = subprocess.run([python, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"], check=True, capture_output=True,
                                     text=True).stdout.strip()
            modules = "\n".join(table(program, version))
            said = subprocess.run([python, __file__, "--modules"], input=modules, check=True, capture_output=True, text=True).stdout
            jobs.append((version, json.loads(said[said.index("{"):])))
    failed = False
    for version, theirs in jobs:
        counts, wrong = compare(version, table(program, version), theirs)
        print(f"{version}: {dict(counts)}, {len(wrong)} unexpected")
        for module, name, what in wrong:
            print(f"  {module}.{name}: {what}")
        failed |= bool(wrong)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
