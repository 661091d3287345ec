"""Holds zenlint's verdict against real compilers: compare.py VERDICT_LINES [FOLDER]

The compilers are the Python that runs this, and CPython 3.14 and 3.15 from npm's `pyodide` under Node, where they can be
had. The texts are statements.txt, each of them alone and put into other statements, mutants of the Python library by tokens
and by lines, and the strings and doctests of the library's own test package. ZENLINT_FULL=1 takes 200,000 mutants instead
of 3,000, and fetches pyodide into FOLDER; ZENLINT_SEED=N makes others. ZENLINT_PYTHONS=PATH:PATH asks these interpreters too.
"""

import ast
import collections
import doctest
import io
import os
import pathlib
import random
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import textwrap
import tokenize

HERE = pathlib.Path(__file__).parent
FULL = os.environ.get("ZENLINT_FULL") == "1"
PYODIDE = {14: "314.0.7", 15: "315.0.0-alpha.2"}
TOKENS = (
    "print ( ) [ ] { } , : = := * ** . ; if else for in not is and or lambda return yield await async def class with as try "
    "except finally import from global nonlocal del pass break continue raise assert match case type None True ... -> @ += == "
    "!= <> ` $ ? ! \\ \" ' \"\"\" name 0777 1 1.5 0x b'a' f'{x}' u's' _ ~ - % < >> | / __debug__"
).split() + ["\t", "    ", "\n", "#"]


def spans(text):
    """The places of the text's tokens."""
    starts = [0]
    for line in text.splitlines(True):
        starts.append(starts[-1] + len(line))
    out = []
    skipped = (tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER)
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type not in skipped and token.end[0] <= len(starts):
                out.append((starts[token.start[0] - 1] + token.start[1], starts[token.end[0] - 1] + token.end[1]))
    except (tokenize.TokenError, SyntaxError):
        return []
    return [(start, end) for start, end in out if end > start]


def library_statements(rnd, count):
    """Top-level statements of the library, in twos."""
    folder = pathlib.Path(sysconfig.get_paths()["stdlib"])
    files = sorted(p for p in folder.glob("**/*.py") if "site-packages" not in p.parts and "lib2to3" not in p.parts)
    rnd.shuffle(files)
    out = []
    for path in files:
        if len(out) >= count:
            break
        try:
            text = path.read_bytes().decode()
            tree = ast.parse(text)
        except (SyntaxError, ValueError):
            continue
        if "\f" in text or "\r" in text:
            continue
        lines = text.splitlines(True)
        for node in tree.body:
            first = min([node.lineno] + [d.lineno for d in getattr(node, "decorator_list", [])])
            if node.end_lineno - first < 40:
                out.append("".join(lines[first - 1 : node.end_lineno]))
    return [a + ("" if a.endswith("\n") else "\n") + b for a, b in zip(out, out[1:])]


def mutant(text, rnd):
    places = spans(text)
    if len(places) < 3:
        return None
    start, end = rnd.choice(places)
    lines = text.splitlines(True)
    row = rnd.randrange(len(lines))
    how = rnd.choice(["delete", "double", "swap", "replace", "insert", "indent", "dedent", "move", "copy"])
    if how == "delete":
        return text[:start] + text[end:]
    if how == "double":
        return text[:end] + rnd.choice(["", " "]) + text[start:end] + text[end:]
    if how == "swap":
        at = rnd.randrange(len(places) - 1)
        (a, b), (c, d) = places[at : at + 2]
        return text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:]
    if how == "replace":
        return text[:start] + rnd.choice(TOKENS) + text[end:]
    if how == "insert":
        return text[:start] + rnd.choice(TOKENS) + rnd.choice([" ", ""]) + text[start:]
    if how == "copy":
        a, b = rnd.choice(places)
        return text[:start] + text[a:b] + text[end:]
    line = lines.pop(row)
    if how == "indent":
        lines.insert(row, rnd.choice([" ", "    ", "\t"]) + line)
    elif how == "dedent":
        blanks = len(line) - len(line.lstrip())
        if blanks == 0:
            return None
        lines.insert(row, line[rnd.randint(1, blanks) :])
    else:
        lines.insert(rnd.randrange(len(lines) + 1), line)
    return "".join(lines)


def tested_strings():
    """Doctests and strings of the library's test package, if it is installed."""
    folder = pathlib.Path(sysconfig.get_paths()["stdlib"]) / "test"
    names = "syntax grammar compile parser fstring string named_expr patma generators coroutines scope global exceptions"
    for name in names.split():
        for path in sorted(folder.glob(f"test_*{name}*.py")):
            try:
                tree = ast.parse(path.read_bytes())
            except (SyntaxError, ValueError):
                continue
            for node in ast.walk(tree):
                if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or len(node.value) > 6000:
                    continue
                if ">>>" in node.value:
                    try:
                        yield from (e.source for e in doctest.DocTestParser().get_examples(node.value))
                    except ValueError:
                        pass
                else:
                    yield textwrap.dedent(node.value).lstrip("\n")


def statements():
    """Each of statements.txt, alone and where a statement may stand."""
    frames = ["{}", "def f():\n{}", "async def f():\n{}", "class C:\n{}", "for i in x:\n{}", "try:\n{}\nfinally:\n    pass"]
    for statement in (HERE / "statements.txt").read_text(encoding="utf-8").split("\n\n"):
        for frame in frames:
            body = statement if frame == "{}" else textwrap.indent(statement, "    ")
            yield frame.format(body) + "\n"


def texts(rnd):
    seen = {}
    for text in statements():
        seen[text] = "statement"
    for text in tested_strings():
        if "\0" not in text and "\r" not in text:
            seen.setdefault(text, "test package")
    wanted = 200_000 if FULL else 3_000
    pool = library_statements(rnd, 8_000 if FULL else 1_500)
    mutants = 0
    while mutants < wanted:
        text = mutant(rnd.choice(pool), rnd)
        if text and text not in seen:
            seen[text] = "mutant"
            mutants += 1
    out = []
    for text, sort in seen.items():
        try:
            out.append((text.encode(), sort))
        except UnicodeEncodeError:
            pass
    return out


def pyodide(folder):
    """The folders of pyodide's packages by minor version, fetched if they may be."""
    out = {}
    node, npm = shutil.which("node"), shutil.which("npm")
    if folder is None or node is None:
        return out
    for minor, version in PYODIDE.items():
        package = pathlib.Path(folder) / "node_modules" / f"pyodide-3{minor}"
        if not package.exists() and FULL and npm:
            subprocess.run(
                [npm, "install", "--no-audit", "--no-fund", "--no-save", "--prefix", folder, f"pyodide-3{minor}@npm:pyodide@{version}"],
                check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600,
            )
        if package.exists():
            out[minor] = package
    return out


def ask(command, bulk, answers):
    """Writes the compiler's answers; where a text ends the process, "crash" is the answer."""
    pathlib.Path(answers).unlink(missing_ok=True)
    for _ in range(20):
        run = subprocess.run([*command, bulk, answers], check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if run.returncode == 0:
            return
        with open(answers, "a", encoding="utf-8") as file:
            file.write("crash\n")
    sys.exit(f"{command[0]} ends on too many texts")


def judge(name, minor, theirs, ours, all_texts):
    false_accepts, false_rejects, both, same_message, same_line = [], [], 0, 0, 0
    for (text, sort), their, our in zip(all_texts, theirs, ours):
        if their == "crash":
            continue
        if their == "ok":
            if our != "ok":
                false_rejects.append((text, our))
        elif our == "ok":
            false_accepts.append((text, sort, their))
        else:
            both += 1
            their_line, their_message = their.split("\t", 1)
            our_line, our_message = our.split("\t", 1)
            same_line += their_line == our_line
            same_message += their_message == our_message
    count = len(all_texts)
    print(
        f"{name}: {count} texts, {both + len(false_accepts)} refused; {len(false_accepts)} false accepts "
        f"({100 * len(false_accepts) / count:.3f} %), {len(false_rejects)} false rejects; same message "
        f"{100 * same_message / both:.2f} %, same line {100 * same_line / both:.2f} %"
    )
    sorts = collections.Counter(answer.split("\t")[-1] for _, _, answer in false_accepts)
    for message, number in sorts.most_common(10):
        print(f"  {number} accepted: {message}")
    for text, answer in false_rejects[:10]:
        print(f"  refused: {answer!r} in {text!r}")
    # Strings of the test package are odd on purpose: they may miss more than code that somebody has mistyped.
    mutants = sum(1 for _, sort in all_texts if sort == "mutant")
    missed = sum(1 for _, sort, _ in false_accepts if sort == "mutant")
    # 0.05 %, and two of a few thousand.
    few = missed <= max(2, 0.0005 * mutants)
    # Before 3.10, CPython has few messages of its own.
    words = minor < 10 or same_message >= 0.9 * both
    return not false_rejects and few and words and same_line >= 0.97 * both


def main():
    program = sys.argv[1]
    folder = sys.argv[2] if len(sys.argv) > 2 else None
    all_texts = texts(random.Random(int(os.environ.get("ZENLINT_SEED", "1"))))
    good = True
    with tempfile.TemporaryDirectory() as place:
        bulk, answers = os.path.join(place, "texts"), os.path.join(place, "answers")
        with open(bulk, "wb") as file:
            for text, _ in all_texts:
                file.write(b"%d\n" % len(text) + text)
        compilers = [(f"Python 3.{sys.version_info.minor}", sys.version_info.minor, [sys.executable, str(HERE / "compiler.py")])]
        for path in filter(None, os.environ.get("ZENLINT_PYTHONS", "").split(os.pathsep)):
            minor = int(subprocess.run([path, "-c", "import sys; print(sys.version_info[1])"], check=True, stdout=subprocess.PIPE).stdout)
            compilers.append((f"Python 3.{minor}", minor, [path, str(HERE / "compiler.py")]))
        found = pyodide(folder)
        for minor, package in found.items():
            command = [shutil.which("node"), str(HERE / "pyodide.mjs"), str(package), str(HERE / "compiler.py")]
            compilers.append((f"pyodide's Python 3.{minor}", minor, command))
        if len(found) < len(PYODIDE):
            print("pyodide is not there for every version: what is missing was not asked")
        for name, minor, command in compilers:
            ask(command, bulk, answers)
            theirs = pathlib.Path(answers).read_text(encoding="utf-8").split("\n")[:-1]
            ours = subprocess.run([program, bulk, str(minor)], check=True, stdout=subprocess.PIPE).stdout.decode(errors="replace")
            good &= judge(name, minor, theirs, ours.split("\n")[:-1], all_texts)
    sys.exit(0 if good else 1)


main()
