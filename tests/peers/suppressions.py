"""Comments of ruff, flake8 and pylint silence zenlint's findings exactly where their owners have them silence their own.

A set of files is generated: every form of comment in every kind of place, and random programs with random comments. The real tools
check it twice, once as it is and once with the comments spoiled; what is missing the first time is what comments silence. A finding
of zenlint's must be gone if one of the owners silences it, and must be there if none does."""

import argparse
import ast
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from tools import tool

ZENLINT = os.environ["ZENLINT"]

# The rules that are compared: code of ruff and flake8, code and symbol of pylint, code of zenlint.
PROBES = {
    "none": ("E711", "C0121", "singleton-comparison", "ZEN1601"),
    "except": ("E722", "W0702", "bare-except", "ZEN1602"),
    "default": ("B006", "W0102", "dangerous-default-value", "ZEN1501"),
    "literal": ("F632", "R0123", "literal-comparison", "ZEN1201"),
    "lambda": ("E731", "C3001", "unnecessary-lambda-assignment", "ZEN1503"),
    "type": ("E721", "C0123", "unidiomatic-typecheck", "ZEN1202"),
    "in": ("PLR1714", "R1714", "consider-using-in", "ZEN1410"),
}
OWNERS = {"ruff": ["noqa", "ruff"], "flake8": ["noqa", "flake8"], "pylint": ["pylint"]}
BY_CODE = {code: probe for probe, codes in PROBES.items() for code in codes}

# Every form with the probe's codes put in: {r} ruff's and flake8's, {p} pylint's, {s} pylint's symbol, {o} and {q} another
# probe's code in the two. Each may stand behind code and on a line of its own.
FORMS = """
# noqa
#noqa
#  noqa
# NoQA
# noqa: {r}
#noqa:{r}
# noqa:{r},E501
# noqa: E501,{r}
# noqa: E501, {r}
# noqa: E501 {r}
# noqa: E501 {r}
# noqa : {r}
# noqa: E501
# noqa: {o}
# noqa: {r} because of the API
# noqa: {r} -- because of the API
# noqa: {r}: reason
# noqa: {r}-reason
# noqa: because
# noqa because
# noqa:E501{r}
# noqa:E501;{r}
# noqa:E501,,{r}
# noqa: E501, reason, {r}
# noqa: E501 # noqa: {r}
# noqa: {r} # noqa: E501
# type: ignore # noqa
# type: ignore # noqa: {r}
# some text # noqa: {r}
# some text, noqa: {r}
# noqa[{r}]
# noqas
# noqa: {p}
# noqa: ALL
# noqa: E7
# noqa: B,E,F
#\u00a0noqa: {r}
# noqa\u00a0: {r}
# flake8: noqa
#flake8: noqa
# flake8:noqa
# flake8=noqa
# flake8:\u00a0noqa
# FLAKE8: NOQA
# flake8: noqa: {r}
# flake8: noqa: E501
# text # flake8: noqa
# ruff: noqa
# ruff:noqa
# ruff: NOQA
# RUFF: noqa
# ruff: noqa: {r}
# ruff: noqa: E501, {r}
# ruff: noqa: E501
# ruff: noqa {r}
# ruff: noqa: reason
# text # ruff: noqa: {r}
#\u00a0ruff:\u2003noqa\u00a0: {r}
# ruff: ignore[{r}]
# ruff:ignore[{r}]
#\u00a0ruff\u00a0: ignore\u00a0[\u3000{r}]
# ruff: ignore [{r}]
# ruff: ignore[ {r} ]
# ruff: ignore[{r},]
# ruff: ignore[E501, {r}] reason
# ruff: ignore[E501 {r}]
# ruff: ignore[E501] # ruff: ignore[{r}]
# ruff: ignore[{o}]
# ruff: ignore
# ruff: ignore[]
# ruff: ignore[{r}
# RUFF: ignore[{r}]
# text # ruff: ignore[{r}]
# type: ignore # ruff: ignore[{r}]
# ruff: disable[{r}]
# ruff: disable[{r}, {o}]
# ruff: disable
# ruff: enable[{r}]
# ruff: file-ignore[{r}]
# ruff: file-ignore[E501,{r}]
# ruff: file-ignore[{o}]
# ruff: file-ignore
# pylint: disable={p}
# pylint:disable={p}
#pylint: disable = {p}
# pylint: disable={s}
# pylint: disable=basic
# pylint: disable=exceptions, basic
# pylint: disable=REFACTORING,Lambda-Expressions
# pylint: disable=old-unidiomatic-typecheck
# pylint: disable=convention
# pylint: disable={q},{p}
# pylint: disable={q}, {s} with a reason
# pylint: disable={p}; reason
# pylint: disable={p} # reason
# pylint: disable={q}
# pylint: disable={q} # pylint: disable={p}
# pylint: disable={p} # pylint: disable={q}
# noqa: E501 # pylint: disable={p}
# pylint: disable={p} # noqa: E501
# text pylint: disable={p}
# pylint : disable={p}
# pylint: Disable={p}
# pylint: disable: {p}
# pylint: disable
# pylint: disable={q}, disable={p}
# pylint: disable={r}
# pylint: disable=none-comparison
# pylint: disable=C,W,R
# pylint: disable=E
# pylint: disable=all
# pylint: disable-all
# pylint: skip-file
# pylint: disable-next={p}
# pylint: disable-next={s}
# pylint: disable-msg={p}
# pylint: enable={p}
# pylint: enable=all
# pylint: unknown={p}
""".strip().splitlines()

# Places: `@` is where a comment goes, behind code or on a line of its own.
PLACES = [
    ("none", """x == None  @
x == None
"""),
    ("none", """x == None
@
x == None
x == None
"""),
    ("none", """def f(x):
    x == None
    @
    x == None
    if x == None:
        return x == None
    return x


y = x == None
"""),
    ("default", """def f(a=[]):  @
    return a


def g(a=[]):
    return a
"""),
    ("default", """@
def f(a=[]):
    def g(a=[]):
        return a
    return a, g


def h(a=[]):
    return a
"""),
    ("default", """def f(a=[]):
    @
    def g(a=[]):
        return a
    return a, g


def h(a=[]):
    return a
"""),
    ("default", """@decorator  @
@decorator
def f(a=[]):
    return a
"""),
    ("default", """@decorator
@
def f(a=[]):
    return a


def g(a=[]):
    return a
"""),
    ("default", """def f(
    b,
    a=[],  @
    c=[],
):
    return a
"""),
    ("default", """def f(
    a=[],
    @
    c=[],
):
    return a
"""),
    ("default", """def f(
    a=[],
):  @
    return a
"""),
    ("none", """y = (x == None,
     x == None)  @
y = [  @
    x == None]
y = x == None
"""),
    ("none", """y = [
    x == None,
    @
    x == None,
    f(x == None,
      x == None),
]
y = x == None
"""),
    ("none", """y = z = 1
y = x == None \\
    or z  @
y = x == None
"""),
    ("none", '''y = z = 1
y = x == None, """
    text"""  @
y = x == None, """
@
"""
y = x == None
'''),
    ("none", '''y = f"""{x == None}
{x == None} text
{x == None}
"""  @
@
y = f"""{x == None}
text"""
'''),
    ("except", """def f():
    try:  @
        g()
    except:
        g()
    try:
        g()
    except:  @
        g()
"""),
    ("except", """try:
    g()
    @
except:
    g()
else:
    try:
        g()
    except:
        g()
"""),
    ("literal", """class A:
    x = 1
    @
    if x is 5:
        y = x is 5

    def f(self, x):
        return x is 5


x is 5
"""),
    ("literal", """class A:  @
    y = x is 5


class B(A):  @
    y = x is 5
"""),
    ("lambda", """if x:
    f = lambda: 0
@
elif y:
    f = lambda: 0
else:
    @
    f = lambda: 0
f = lambda: 0
"""),
    ("type", """for x in y:
    @
    if type(x) == int:
        type(x) == int
else:
    type(x) == int
while type(x) == int:  @
    type(x) == int
with y as x:
    @
    type(x) == int
type(x) == int
"""),
    ("none", """match x:
    case 1:
        x == None  @
        x == None
    case 2:
        x == None
        @
        x == None
    case 3:
        x == None
"""),
    ("none", """@
x == None
x == None; y = 1; x == None
x = "#" == None
"""),
    ("in", """def f(x, y):
    if x == 1 or x == 2:
        return 1
    @
    return x == 1 or x == y


x == 1 or x == 2
"""),
]


def filled(form, probe):
    other = "except" if probe == "none" else "none"
    r, p, s, _ = PROBES[probe]
    o, q, *_ = PROBES[other]
    return form.format(r=r, p=p, s=s, o=o, q=q)


def products():
    for form in FORMS:
        for probe, place in PLACES:
            yield place.replace("@decorator", "\0").replace("@", filled(form, probe)).replace("\0", "@decorator")
    # Pairs that open and close.
    for open_, close in [("# ruff: disable[{r}]", "# ruff: enable[{r}]"), ("# ruff: disable[{r},E501]", "# ruff: enable[{r}, E501]"),
                         ("# ruff: disable[E501, {r}]", "# ruff: enable[{r}, E501]"), ("# ruff: disable[{r}]", "# ruff: enable"),
                         ("# pylint: disable={p}", "# pylint: enable={p}"), ("# pylint: disable={s}", "# pylint: enable=all"),
                         ("# pylint: disable={p}", "# pylint: enable={q}")]:
        for probe, place in PLACES:
            if place.count("@") - 2 * place.count("@decorator") >= 1:
                text = place.replace("@decorator", "\0").replace("@", filled(open_, probe), 1)
                text = text.replace("@", filled(close, probe)).replace("\0", "@decorator")
                last = text.rstrip("\n").rsplit("\n", 1)
                yield f"{last[0]}\n{filled(close, probe)}\n{last[1]}\n" if len(last) == 2 else text


class Program:
    """A random program with comments in it."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.lines = []
        self.budget = self.random.randint(5, 25)

    def text(self):
        self.block(0, 3)
        return "\n".join(self.lines) + "\n"

    def comment(self):
        probe = self.random.choice(list(PROBES))
        return filled(self.random.choice(FORMS), probe)

    def line(self, depth, text, trailing=True):
        if trailing and self.random.random() < 0.2:
            text += "  " + self.comment()
        self.lines.append("    " * depth + text)

    def own_line(self, depth):
        if self.random.random() < 0.25:
            shift = self.random.choice([0] * 9 + [-1])
            self.lines.append("    " * max(depth + shift, 0) + self.comment())
        if self.random.random() < 0.1:
            self.lines.append("")

    def expression(self):
        return self.random.choice(["x == None", "x is 5", "type(x) == int", "g(x)", "x == 1 or x == 2", "1"])

    def statement(self, depth):
        r = self.random
        kind = r.choice(["expression"] * 6 + ["assign", "lambda", "return", "multi", "multi", "string", "backslash", "two", "dict"])
        e = self.expression
        if kind == "expression":
            self.line(depth, e())
        elif kind == "assign":
            self.line(depth, f"y = {e()}")
        elif kind == "lambda":
            self.line(depth, "h = lambda: 0")
        elif kind == "return":
            self.line(depth, f"del y[{e()}]")
        elif kind == "two":
            self.line(depth, f"{e()}; {e()}")
        elif kind == "string":
            self.line(depth, f'y = {e()}, """', False)
            self.lines.append(r.choice(["text", self.comment(), "  " + self.comment()]))
            self.line(depth, f'""", {e()}')
        elif kind == "backslash":
            self.line(depth, f"y = {e()}, \\", False)
            self.line(depth + 1, f"{e()}")
        else:
            open_, close = r.choice([("y = g(", ")"), ("y = [", "]"), ("y = (", ")"), ("g(y)[", "]"), ("y = g(*[", "], z=1)")])
            self.line(depth, open_)
            for _ in range(r.randint(1, 3)):
                self.own_line(depth + 1)
                self.line(depth + 1, e() + ",")
            self.own_line(depth + 1)
            self.line(depth, close)

    def block(self, depth, most):
        for i in range(self.random.randint(1, 4)):
            if i or self.random.random() < 0.5:
                self.own_line(depth)
            self.budget -= 1
            if most and self.budget > 0 and self.random.random() < 0.45:
                self.compound(depth, most - 1)
            else:
                self.statement(depth)
        if self.random.random() < 0.15:
            self.own_line(depth)

    def compound(self, depth, most):
        r = self.random
        kind = r.choice(["def", "def", "def", "class", "if", "if", "for", "while", "with", "try", "try", "match", "async"])
        body = lambda more=0: self.block(depth + 1 + more, most)
        if kind in ("def", "async"):
            for _ in range(r.choice([0, 0, 1, 2])):
                self.line(depth, r.choice(["@d", "@d(1)"]))
                self.own_line(depth)
            word = "async def" if kind == "async" else "def"
            if r.random() < 0.6:
                self.line(depth, f"{word} f({r.choice(['', 'x', 'x, a=[]', 'a={}', '*a, b=x == None'])}):")
            else:
                self.line(depth, f"{word} f(")
                for parameter in r.sample(["x=1", "a=[]", "b=x == None", "c={}"], r.randint(1, 3)):
                    self.own_line(depth + 1)
                    self.line(depth + 1, parameter + ",")
                self.line(depth, r.choice([") -> None:", "):"]))
            if r.random() < 0.2:
                self.line(depth + 1, '"""Text."""')
            body()
        elif kind == "class":
            self.line(depth, r.choice(["class A:", "class A(B):", "class A(B, C):"]))
            body()
        elif kind == "if":
            self.line(depth, f"if {self.expression()}:")
            body()
            for _ in range(r.choice([0, 0, 1, 2])):
                self.own_line(depth)
                self.line(depth, f"elif {self.expression()}:")
                body()
            if r.random() < 0.4:
                self.own_line(depth)
                self.line(depth, "else:")
                body()
        elif kind in ("for", "while"):
            self.line(depth, f"for z in {self.expression()}:" if kind == "for" else f"while {self.expression()}:")
            body()
            if r.random() < 0.3:
                self.line(depth, "else:")
                body()
        elif kind == "with":
            self.line(depth, f"with {self.expression()}:")
            body()
        elif kind == "match":
            self.line(depth, "match x:")
            for n in range(r.randint(1, 3)):
                self.own_line(depth + 1)
                self.line(depth + 1, f"case {n}:")
                body(1)
        else:
            self.line(depth, "try:")
            body()
            if r.random() < 0.3:
                self.line(depth, "except E:")
                body()
            self.own_line(depth)
            self.line(depth, "except:")
            body()
            if r.random() < 0.3:
                self.line(depth, "else:")
                body()
            if r.random() < 0.3:
                self.own_line(depth)
                self.line(depth, "finally:")
                body()


def spoiled(text):
    """The same text whose comments mean nothing to anybody."""
    text = re.sub("noqa", "nope", text, flags=re.I)
    return re.sub("(pylint|ruff|flake8|zenlint)", lambda m: "x" * len(m[0]), text, flags=re.I)


def run(*command):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    return done.stdout


def place(path):
    return pathlib.Path(path).name


def reports(folder, for_ruff):
    """What each tool reports: {tool: {(file, line, probe)}}. Pylint's W0102 is put on the lines of the defaults."""
    files = sorted(folder.glob("*.py"))
    select = ",".join(codes[0] for codes in PROBES.values())
    out = {"ruff": set(), "flake8": set(), "pylint": set(), "zenlint": set()}
    for line in json.loads(run(tool("ruff"), "check", "--isolated", "--no-cache", "--select", select, "--output-format", "json", for_ruff)):
        if line["code"] in BY_CODE:
            out["ruff"].add((place(line["filename"]), line["location"]["row"], BY_CODE[line["code"]]))
    for line in run(tool("flake8"), "--isolated", "--select", select.replace("PLR1714,", "").replace(",PLR1714", ""), folder).splitlines():
        path, row, _, text = line.split(":", 3)
        if (code := text.split()[0]) in BY_CODE:
            out["flake8"].add((place(path), int(row), BY_CODE[code]))
    enable = ",".join(codes[1] for codes in PROBES.values())
    text = run(tool("pylint"), "--rcfile=/dev/null", "--disable=all", f"--enable={enable},F0002,E0001", "--output-format=json2", "--score=n", *files)
    defaults = {}
    messages = json.loads(text)["messages"]
    failed = {place(message["path"]) for message in messages if message["messageId"] in ("F0002", "E0001")}
    for message in messages:
        file, row, probe = place(message["path"]), message["line"], BY_CODE.get(message["messageId"])
        if probe == "default":
            if file not in defaults:
                defaults[file] = rows_of_defaults((folder / file).read_text())
            for default in defaults[file].get(row, []):
                out["pylint"].add((file, default, probe))
        elif probe:
            out["pylint"].add((file, row, probe))
    own = ",".join(codes[3] for codes in PROBES.values())
    for finding in json.loads(run(ZENLINT, "check", "--isolated", "--no-cache", "--select", own, "--output-format", "json", folder)):
        if finding["code"] in BY_CODE:
            out["zenlint"].add((place(finding["filename"]), finding["location"]["row"], BY_CODE[finding["code"]]))
    out["failed"] = failed
    return out


def rows_of_defaults(text):
    out = {}
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            for default in node.args.defaults + [d for d in node.args.kw_defaults if d]:
                if isinstance(default, (ast.List, ast.Dict, ast.Set)):
                    out.setdefault(node.lineno, []).append(default.lineno)
    return out


def compare(texts, folder):
    """The differences, as (file, line, probe, what is wrong)."""
    plain, spoilt, for_ruff = folder / "plain", folder / "spoilt", folder / "ruff"
    for where in (plain, spoilt, for_ruff):
        where.mkdir()
    for number, text in enumerate(texts):
        try:
            ast.parse(text)
        except SyntaxError:
            continue
        name = f"c{number:05}.py"
        (plain / name).write_text(text)
        (spoilt / name).write_text(spoiled(text))
        # Ruff minds flake8's comments in its own way; the comment's owner decides.
        (for_ruff / name).write_text(re.sub("flake8", "xxxxxx", text, flags=re.I))
    now, all_ = reports(plain, for_ruff), reports(spoilt, spoilt)
    failed = now.pop("failed") | all_.pop("failed")  # by pylint
    silenced = {name: all_[name] - now[name] for name in now}
    wrong, compared = [], 0
    for finding in sorted(all_["zenlint"]):
        text = (plain / finding[0]).read_text().lower()
        owners = [name for name, words in OWNERS.items() if any(word in text for word in words)]
        # Only what the owners of all the file's comments report too.
        if finding[0] in failed or not all(finding in all_[name] for name in owners):
            continue
        compared += 1
        hiding = [name for name in owners if finding in silenced[name]]
        if (finding in silenced["zenlint"]) != bool(hiding):
            wrong.append((*finding, f"silenced by {' and '.join(hiding) or 'none of ' + ', '.join(owners)}"))
    return wrong, compared, len(list(plain.iterdir()))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--random", type=int, default=200, help="so many random programs")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--step", type=int, default=5, help="every so many of the products of forms and places")
    parser.add_argument("--show", type=int, default=10, help="so many differences are shown")
    options = parser.parse_args()
    texts = list(products())[::options.step] if options.step else []
    texts += [Program(options.seed * 1_000_000 + n).text() for n in range(options.random)]
    with tempfile.TemporaryDirectory() as folder:
        wrong, compared, files = compare(texts, pathlib.Path(folder))
        for file, line, probe, owners in wrong[:options.show]:
            print(f"{file}:{line}: {probe} is {owners}, but zenlint does otherwise")
            text = (pathlib.Path(folder) / "plain" / file).read_text().splitlines()
            print("\n".join(f"{'>' if n == line else ' '}{n:3} {t}" for n, t in enumerate(text, 1)), "\n")
    print(f"{files} files, {compared} findings compared, {len(wrong)} differences")
    sys.exit(bool(wrong) or files < 400)


if __name__ == "__main__":
    main()
