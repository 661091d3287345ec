"""The texts that zenlint's verdict is held against compilers with: statements.txt, strings and doctests of the library's
test package, mutants of library code by tokens and by lines, and by structure: a statement or an expression moved elsewhere."""

import ast
import doctest
import io
import os
import pathlib
import sysconfig
import textwrap
import tokenize

from moves import Moves, blocks

FULL = os.environ.get("ZENLINT_FULL") == "1"
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


def tested_strings(folder):
    """Doctests and strings of a library's test package, if it is installed."""
    names = "syntax grammar compile parser fstring string named_expr patma generators coroutines scope global exceptions"
    for name in [""] if FULL else names.split():
        for path in sorted(p for p in folder.glob("**/test_*.py" if FULL else "test_*.py") if name in p.name):
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
    for statement in blocks("statements.txt"):
        for frame in frames:
            body = statement if frame == "{}" else textwrap.indent(statement, "    ")
            yield frame.format(body) + "\n"


def texts(rnd):
    seen = {}
    for text in statements():
        seen[text] = "statement"
    for text in tested_strings(pathlib.Path(sysconfig.get_paths()["stdlib"]) / "test"):
        if "\0" not in text and "\r" not in text:
            seen.setdefault(text, "test package")
    pool = library_statements(rnd, 8_000 if FULL else 1_500)
    moves = Moves(rnd, pool)
    makers = [
        ("mutant", lambda: mutant(rnd.choice(pool), rnd), 200_000 if FULL else 3_000),
        ("moved", moves.make, 30_000 if FULL else 1_500),
    ]
    for sort, make, wanted in makers:
        made = 0
        while made < wanted:
            text = make()
            if text and text not in seen:
                seen[text] = sort
                made += 1
    out = []
    for text, sort in seen.items():
        try:
            out.append((text.encode(), sort))
        except UnicodeEncodeError:
            pass
    return out
