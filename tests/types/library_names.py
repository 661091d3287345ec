#!/usr/bin/env python3
"""Compares the names of the library table with those that Python itself has: existence and kind of every public name, and of the
public attributes of classes.

    library_names.py LIBRARY_NAMES_PROGRAM [PYODIDE_FOLDER]

Asked are the running Python, the interpreters that ZENLINT_PYTHONS=PATH:PATH names, and CPython 3.14 and 3.15 from npm's `pyodide`,
where they can be had (../pyodide). Differences are listed by module. Names that are expected to differ, with the reason, are in
library_names.txt; exit 1 if there are others.
"""
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from fnmatch import fnmatch
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "pyodide"))
import pyodide  # noqa: E402


def table(program, version):
    out = {}
    for line in subprocess.run([program, version], check=True, capture_output=True, text=True).stdout.splitlines():
        module, name, what, more = line.split("\t")
        if name:
            out[module][name] = (what, more)
        else:
            out[module] = {}
    return out


def expected(platform):
    """Patterns of names that differ, from lines like `module.name reason`; those below `[emscripten]` hold there only."""
    out, here = [], True
    for line in Path(__file__).with_suffix(".txt").read_text().splitlines():
        if line.startswith("["):
            here = line == f"[{platform}]"
        elif here and line and not line.startswith("#"):
            out.append(line.split(" ", 1)[0])
    return out


def compare(ours, theirs, known):
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


def asked(command, modules, folder):
    """What the Python of that command has of the modules."""
    names, answer = Path(folder, "modules"), Path(folder, "answer")
    names.write_text("\n".join(modules), encoding="utf-8")
    subprocess.run([*command, HERE / "dump_names.py", names, answer], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return json.loads(answer.read_text(encoding="utf-8"))


def main(program, folder=None):
    pythons = {}
    for path in [sys.executable, *filter(None, os.environ.get("ZENLINT_PYTHONS", "").split(os.pathsep))]:
        said = subprocess.run([path, "-c", "import sys; print(sys.version_info[1])"], check=True, capture_output=True, text=True).stdout
        pythons[int(said)] = ([path], "linux")
    for minor, command in pyodide.commands(folder).items():
        pythons.setdefault(minor, (command, "emscripten"))
    failed = False
    for minor, (command, platform) in pythons.items():
        ours = table(program, f"3.{minor}")
        with tempfile.TemporaryDirectory() as place:
            theirs = asked(command, ours, place)
        counts, wrong = compare(ours, theirs, expected(platform))
        print(f"3.{minor} on {platform}: {dict(counts)}, {len(wrong)} unexpected")
        for module, name, what in wrong:
            print(f"  {module}.{name}: {what}")
        failed |= bool(wrong)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
