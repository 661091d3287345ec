"""Fixes of programs that no rule was written for: the rules' bad examples, put together in every way.

Usage: fixes.py [COUNT [SEED]]   (ZENLINT names the program; ZENLINT_FULL=1 makes 20,000)
Each program is fixed with all rules selected, safely and unsafely. The result compiles, a second run changes nothing, no rule is
at fault, and what runs prints the same before and after. Exit status 1 when anything is wrong.
"""

import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import warnings

from compose import programs

PROGRAM = os.environ.get("ZENLINT", "zenlint")
ROOT = pathlib.Path(__file__).resolve().parents[2]
COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000 if os.environ.get("ZENLINT_FULL") == "1" else 600
SEED = int(sys.argv[2]) if len(sys.argv) > 2 else 1
VERSION = "py3%d" % sys.version_info[1]
# Rules whose fixes change what these programs print because they are there to: what is mended is a bug, or another exception says more. The
# fixes of all other rules must not, by themselves or together.
MAY_DIFFER = set((pathlib.Path(__file__).with_name("may_differ.txt")).read_text(encoding="utf-8").split("\n"))
wrong, blamed = [], {}


def fail(what, name, text, *more):
    wrong.append(what)
    print(f"--- {what}: {name}\n{text}", *more, sep="\n", flush=True)


def check(folder, *options):
    """The findings that are left, by file."""
    command = [PROGRAM, "check", "--isolated", "--no-cache", *(() if "--select" in options else ("--select", "ALL")), "--target-version", VERSION, "--output-format", "json", *options, "."]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if not done.stdout.startswith("["):
        sys.exit(f"exit {done.returncode}: {done.stderr[:2000]}")
    found = {}
    for finding in json.loads(done.stdout):
        found.setdefault(finding["filename"], []).append(finding)
    return found


def read(folder, count):
    return [(folder / f"p{n}.py").read_text(encoding="utf-8") for n in range(count)]


def write(folder, texts):
    folder.mkdir()
    for n, text in enumerate(texts):
        (folder / f"p{n}.py").write_text(text, encoding="utf-8")


def fixed(folder, texts, *options):
    write(folder, texts)
    for name, findings in check(folder, "--fix", *options).items():
        for finding in findings:
            if finding["code"] == "ZEN0007":
                number = int(pathlib.Path(name).stem[1:])
                fail("a rule at fault", " ".join(options), texts[number], finding["message"])
    once = read(folder, len(texts))
    check(folder, "--fix", *options)
    for first, second in zip(once, read(folder, len(texts))):
        if first != second:
            fail("a second run changes more", " ".join(options), first, "+++", second)
    for before, after in zip(texts, once):
        try:
            compile(after, "a.py", "exec", dont_inherit=True)
        except SyntaxError as error:
            fail(f"no longer compiles ({error})", " ".join(options), before, "+++", after)
    return once


def outcomes(batch):
    """By the runner, a few at a time: one that ends it costs its neighbours only."""
    run = [sys.executable, "-W", "ignore", str(pathlib.Path(__file__).with_name("run.py"))]
    try:
        # The order of a set of strings must be the same in every run.
        seeded = {**os.environ, "PYTHONHASHSEED": "0"}
        done = subprocess.run(run, input=json.dumps(batch), capture_output=True, text=True, timeout=300, cwd=tempfile.gettempdir(), env=seeded)
        return json.loads(done.stdout)
    except (json.JSONDecodeError, subprocess.TimeoutExpired):
        if len(batch) == 1:
            return [None]
        middle = len(batch) // 2
        return outcomes(batch[:middle]) + outcomes(batch[middle:])


def same(before, after):
    """A call that raised did not run: what a fix makes of it is not asked."""
    if before[:2] != after[:2]:
        return False
    later = dict(map(tuple, after[2]))
    return all(later.get(label) == shown for label, shown in dict(map(tuple, before[2])).items() if shown is not None)


def culprits(text, options):
    """The rules whose fixes alone make it print something else."""
    with tempfile.TemporaryDirectory() as work:
        folder = pathlib.Path(work, "one")
        write(folder, [text])
        rules = sorted({finding["name"] for findings in check(folder).values() for finding in findings if finding["fix"]})
        texts = []
        for rule in rules:
            write(pathlib.Path(work, rule), [text])
            check(pathlib.Path(work, rule), "--fix", *options, "--select", rule)
            texts += read(pathlib.Path(work, rule), 1)
    answer = outcomes([[text, *texts]])[0] or [None]
    return [rule for rule, result in zip(rules, answer[1:]) if not same(answer[0], result)]


def judge(label, before, after, was, result):
    rules = culprits(before, ["--unsafe-fixes"] if label == "unsafe" else [])
    for rule in rules:
        blamed[rule] = blamed.get(rule, 0) + 1
    if not rules or not set(rules) <= MAY_DIFFER:
        fail(f"prints something else ({label})", " ".join(sorted(set(rules) - MAY_DIFFER)) or "together", before, "+++", after, "===", was, result)


def main():
    warnings.simplefilter("ignore")
    texts = list(programs(ROOT, random.Random(SEED), COUNT))
    ran = differ = 0
    with tempfile.TemporaryDirectory() as work:
        safe = fixed(pathlib.Path(work, "safe"), texts)
        unsafe = fixed(pathlib.Path(work, "unsafe"), texts, "--unsafe-fixes")
        rows = list(zip(texts, safe, unsafe))
        for start in range(0, len(rows), 200):
            for (before, *after), answer in zip(rows[start : start + 200], outcomes(rows[start : start + 200])):
                if answer is None:
                    continue
                ran += 1
                for label, text, result in zip(("safe", "unsafe"), after, answer[1:]):
                    if text != before and not same(answer[0], result):
                        differ += 1
                        judge(label, before, text, answer[0], result)
    changed = sum(a != b for a, b in zip(texts, unsafe))
    print(f"{len(texts)} programs, {changed} of them fixed, {ran} run, {differ} print something else, {len(wrong)} wrong")
    print("by rule:", *(f"{rule} {count}" for rule, count in sorted(blamed.items())))
    return 1 if wrong else 0


sys.exit(main())
