"""Programs made of the bad examples of the rules' pages: nested, in sequence, renamed into each other, in every kind of scope."""

import ast
import builtins
import io
import keyword
import re
import textwrap
import tokenize

NAMES = ("item", "value", "i", "index", "line", "key", "result", "pieces", "x", "row")


def examples(root):
    """The code of all `python bad` blocks that fit any file, in the order of the pages."""
    found = []
    for page in sorted(root.glob("rules/*/*.md")):
        for fence, code in re.findall(r"^```python bad([^\n]*)\n(.*?)^```$", page.read_text(encoding="utf-8"), re.M | re.S):
            if "file=" not in fence and "__future__" not in code and compiles(code):
                found.append(code)
    return found


def compiles(code):
    try:
        compile(code, "a.py", "exec", dont_inherit=True)
        return True
    except (SyntaxError, ValueError):
        return False


def indented(code, by="    "):
    """The code with all lines indented but those that begin inside a string; nothing where that cannot be told."""
    inside = set()
    try:
        for token in tokenize.generate_tokens(io.StringIO(code).readline):
            if token.start[0] != token.end[0]:
                inside.update(range(token.start[0] + 1, token.end[0] + 1))
    except (tokenize.TokenError, IndentationError):
        return None
    lines = code.splitlines(keepends=True)
    return "".join(text if not text.strip() or n in inside else by + text for n, text in enumerate(lines, 1))


def stored_names(code):
    """The names that the code binds outside of functions and classes of its own."""
    found = []

    def visit(node):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Name) and isinstance(child.ctx, ast.Store) and child.id not in found:
                found.append(child.id)
            if not isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)):
                visit(child)

    visit(ast.parse(code))
    return found


def renamed(code, old, new):
    """With one name in place of another, wherever it stands by itself."""
    out, last = [], None
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        if token.type == tokenize.NAME and token.string == old and last != ".":
            out.append((token.start, token.end))
        last = token.string
    lines = code.splitlines(keepends=True)
    for (row, start), (_, end) in reversed(out):
        lines[row - 1] = lines[row - 1][:start] + new + lines[row - 1][end:]
    return "".join(lines)


def some_names(code):
    """The names that the code binds, and those that it only reads."""
    bound, read = set(), set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Name):
            (read if isinstance(node.ctx, ast.Load) else bound).add(node.id)
        elif isinstance(node, ast.arg):
            bound.add(node.arg)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            bound.add(node.name)
        elif isinstance(node, ast.alias):
            bound.add((node.asname or node.name).split(".")[0])
        elif isinstance(node, ast.ExceptHandler) and node.name:
            bound.add(node.name)

    def good(name):
        return name.isidentifier() and not hasattr(builtins, name) and not keyword.iskeyword(name) and name != "self"

    return sorted(filter(good, bound)), sorted(filter(good, read - bound))


def mixed(random, one, two):
    """`two` with some of its names made those of `one`, or names that fixes like to take. What it only reads and `one` binds becomes one
    name, never the other way round: a local name that is read too early fails before any fix."""
    theirs, free = some_names(one)
    for _ in range(random.randrange(3)):
        if not compiles(two):
            return two
        bound, read = some_names(two)
        if bound and random.random() < 0.7:
            wishes = [name for name in (*theirs, *NAMES) if name not in read and name not in free]
            if wishes:
                two = renamed(two, random.choice(bound), random.choice(wishes))
        elif read:
            wishes = [name for name in (*theirs, *free) if name not in bound]
            if wishes:
                two = renamed(two, random.choice(read), random.choice(wishes))
    return two


def nested(random, one, two):
    """`two` at the begin or the end of a body of `one`."""
    bodies = []
    for node in ast.walk(ast.parse(one)):
        for field in ("body", "orelse", "finalbody"):
            body = getattr(node, field, None)
            if isinstance(node, ast.stmt) and isinstance(body, list) and body and body[0].lineno > node.lineno:
                bodies.append(body)
    if not bodies:
        return None
    body = random.choice(bodies)
    lines = one.splitlines(keepends=True)
    put = indented(two, " " * body[0].col_offset)
    if put is None:
        return None
    at = random.choice((body[0].lineno - 1 - len(getattr(body[0], "decorator_list", [])), body[-1].end_lineno))
    return "".join(lines[:at]) + put + "".join(lines[at:])


def wrapped(random, code):
    """In another scope, or beside what makes names special."""
    names = stored_names(code)
    name = random.choice(names) if names else None
    inner = indented(code)
    if inner is None:
        return None
    kinds = ["module", "function", "async", "generator", "class", "method", "loop", "closure", "lambda"]
    if name:
        kinds += ["global", "nonlocal", "del", "read", "late"]
    kind = random.choice(kinds)
    if kind == "module":
        return code
    if kind == "function":
        return "def run():\n" + inner + "\nrun()\n"
    if kind == "async":
        return "import asyncio\n\n\nasync def run():\n" + inner + "    await asyncio.sleep(0)\n\n\nasyncio.run(run())\n"
    if kind == "generator":
        return "def run():\n" + inner + "    yield 1\n\n\nprint(list(run()))\n"
    if kind == "class":
        return "class Box:\n    size = 3\n" + inner + "\n"
    if kind == "method":
        return "class Box:\n    def run(self):\n" + (indented(inner) or "") + "\n\nBox().run()\n"
    if kind == "loop":
        return "for turn in range(2):\n" + inner
    if kind == "closure":
        return "def outer(turn):\n    def run():\n" + (indented(inner) or "") + "        return turn\n\n    return run()\n\n\nprint(outer(1))\n"
    if kind == "lambda":
        return code + "\nlater = lambda: " + (name or "1") + "\nprint(callable(later))\n"
    if kind == "global":
        return f"def run():\n    global {name}\n" + inner + f"\n\nrun()\nprint({name})\n"
    if kind == "nonlocal":
        return f"def outer():\n    {name} = 0\n\n    def run():\n        nonlocal {name}\n" + (indented(inner) or "") + f"\n    run()\n    print({name})\n\n\nouter()\n"
    if kind == "del":
        return code + f"\nprint({name})\ndel {name}\n"
    if kind == "read":
        return "def run():\n" + inner + f"    return {name}\n\n\nprint(run())\n"
    return "def run():\n" + inner + f"    return lambda: {name}\n\n\nprint(run()())\n"


def programs(root, random, count):
    """`count` programs that compile, no two alike."""
    pool, seen = examples(root), set()
    while len(seen) < count:
        one, two = random.choice(pool), random.choice(pool)
        two = mixed(random, one, two)
        if not compiles(two):
            continue
        kind = random.randrange(4)
        if kind == 0:
            code = nested(random, one, two)
        elif kind == 1:
            code = one + "\n" + two
        elif kind == 2:
            code = one + "\n" + mixed(random, one, one)
        else:
            code = one
        code = wrapped(random, code) if code and compiles(code) else None
        if code and code not in seen and compiles(code):
            seen.add(code)
            yield code


if __name__ == "__main__":
    print(textwrap.dedent(__doc__))
