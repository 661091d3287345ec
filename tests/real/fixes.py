"""What fixes leave of real code: it compiles, keeps its comments and its bytes, and a second run has nothing to do.

Usage: fixes.py [PATH...]   (ZENLINT names the program)
Without paths: the fixtures and a sample of the running Python's library; with ZENLINT_FULL=1 all of it.
Each path is copied, fixed with all rules selected, and the copy compared with the original. Exit status 1 when
anything is wrong.
"""

import collections
import io
import json
import os
import pathlib
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import tokenize
import warnings

PROGRAM = os.environ.get("ZENLINT", "zenlint")
ROOT = pathlib.Path(__file__).resolve().parents[2]
FULL = os.environ.get("ZENLINT_FULL") == "1"
VERSION = "py3%d" % sys.version_info[1]
SAMPLE = 20  # of the library's files, one is taken
SUPPRESSIONS = ("noqa", "zenlint:", "coding")  # comments that rules are there to take away

RULES = sorted(rule["code"] for rule in json.loads(subprocess.run([PROGRAM, "rule", "--all", "--output-format", "json"], capture_output=True, check=True).stdout))
wrong = []


def fail(text):
    wrong.append(text)
    print(text, flush=True)


def python_files(folder):
    found = (path for path in folder.rglob("*.py") if path.is_file() and not path.is_symlink())
    return sorted(path for path in found if not {"site-packages", "venv"} & set(path.parts))


def run(folder, *options, paths=(".",)):
    command = [PROGRAM, "check", "--isolated", "--no-cache", "--no-respect-gitignore", "--target-version", VERSION, "--output-format", "json"]
    if "--select" not in options:
        options = ("--select", ",".join(RULES), *options)
    done = subprocess.run([*command, *options, *paths], cwd=folder, capture_output=True, text=True, errors="replace")
    if done.returncode not in (0, 1, 2):
        fail(f"{folder.name} {' '.join(options)[:80]}: exit {done.returncode}: {done.stderr[:500]}")
        for finding in json.loads(done.stdout or "[]"):
            if finding["code"] == "ZEN0007":
                print("  ", finding["filename"], finding["location"], finding["message"])
    return json.loads(done.stdout) if done.stdout.startswith("[") else []


def compiles(data):
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(data, "a.py", "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return error
    return None


def comments(data):
    found = collections.Counter()
    try:
        for token in tokenize.tokenize(io.BytesIO(data).readline):
            if token.type == tokenize.COMMENT and not any(word in token.string for word in SUPPRESSIONS):
                found[token.string] += 1
    except (tokenize.TokenError, SyntaxError):
        pass
    return found


def snapshot(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in python_files(folder)}


def restore(folder, files):
    for name, data in files.items():
        (folder / name).write_bytes(data)


def differing(before, after):
    return sorted(name for name in before if before[name] != after[name])


def check_tree(folder, title):
    before = snapshot(folder)
    broken_before = {name for name, data in before.items() if compiles(data)}
    findings = run(folder)
    fixable = {finding["filename"].removeprefix("./") for finding in findings if finding["fix"]}
    for title_of_mode, options in (("safe", ["--fix"]), ("unsafe", ["--fix", "--unsafe-fixes"])):
        where = f"{title} ({title_of_mode})"
        run(folder, *options)
        after = snapshot(folder)
        changed = differing(before, after)
        lost = 0
        for name in changed:
            if name not in fixable:
                fail(f"{where}: {name} has changed without a fixable finding")
            if name not in broken_before and (error := compiles(after[name])):
                fail(f"{where}: {name} no longer compiles: {error}")
            gone = comments(before[name]) - comments(after[name])
            lost += gone.total()
            if gone and title_of_mode == "safe":
                fail(f"{where}: {name} has lost {list(gone)[:3]}")
        run(folder, *options)
        for name in differing(after, snapshot(folder)):
            fail(f"{where}: a second run changes {name}")
        # The same again: paths the other way round, by one thread, the rules named backwards. The folder is named last, so
        # that the files know each other as before.
        restore(folder, before)
        backwards = sorted(before, reverse=True)
        run(folder, *options, "--jobs", "1", "--select", ",".join(reversed(RULES)), paths=[*backwards[:4000], "."])
        for name in differing(after, snapshot(folder)):
            fail(f"{where}: the order of files and rules matters to {name}")
        restore(folder, before)
        print(f"{where}: {len(before)} files, {len(changed)} changed, {lost} comments lost", flush=True)


def check_bytes(folder, title):
    """What lies around a fix keeps its bytes: a CRLF copy is fixed to the CRLF copy of the fixed file, and so on."""
    before = snapshot(folder)
    plain = {name: data for name, data in before.items() if b"\r" not in data and not data.startswith(b"\xef\xbb\xbf") and b"\f" not in data}
    run(folder, "--fix", "--unsafe-fixes")
    fixed = snapshot(folder)
    forms = {
        "CRLF": lambda data: data.replace(b"\n", b"\r\n"),
        "a byte-order mark": lambda data: b"\xef\xbb\xbf" + data,
        "CR": lambda data: data.replace(b"\n", b"\r"),
    }
    for form, change in forms.items():
        restore(folder, {name: change(data) for name, data in plain.items()})
        run(folder, "--fix", "--unsafe-fixes")
        for name in plain:
            if (folder / name).read_bytes() != change(fixed[name]):
                fail(f"{title}: with {form}, {name} is fixed otherwise")
    restore(folder, before)


def with_copy(source, title, *checks, keep=lambda path: True):
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary) / title
        for path in python_files(source):
            if keep(path):
                target = folder / path.relative_to(source)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)
        for check in checks:
            check(folder, title)


def main(paths):
    if paths:
        for path in map(pathlib.Path, paths):
            with_copy(path, path.name, check_tree)
    else:
        with_copy(ROOT / "fixtures", "fixtures", check_tree, check_bytes)
        library = pathlib.Path(sysconfig.get_path("stdlib"))
        taken = set(python_files(library)) if FULL else set(python_files(library)[::SAMPLE])
        with_copy(library, "library", check_tree, keep=taken.__contains__)
    print(f"{len(wrong)} wrong")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
