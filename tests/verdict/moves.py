"""Mutants by structure: statements and expressions of real code where other statements and expressions stand.

`$` in frames.txt is a place for statements, in places.txt one for an expression."""

import ast
import pathlib
import re
import textwrap

HERE = pathlib.Path(__file__).parent


def blocks(name):
    """What a file holds between its empty lines."""
    return (HERE / name).read_text(encoding="utf-8").strip("\n").split("\n\n")


def _starts(text):
    out = [0]
    for line in text.splitlines(True):
        out.append(out[-1] + len(line))
    return out


def _framed(statement, frame):
    indentation = re.search(r"( *)\$", frame)[1]
    return frame.replace(indentation + "$", textwrap.indent(statement, indentation))


class Moves:
    """Makes mutants of pieces of code, and of the statements in statements.txt."""

    def __init__(self, rnd, pieces):
        self.rnd = rnd
        self.hosts = []  # texts, each with the lines where its statements begin and the places of its expressions
        self.statements, self.expressions = [], []
        self.odd, self.frames, self.places = blocks("statements.txt"), blocks("frames.txt"), blocks("places.txt")
        for text in rnd.sample(pieces, min(len(pieces), 4000)):
            if text.isascii():
                self._read(text)

    def _read(self, text):
        try:
            tree = ast.parse(text)
        except SyntaxError:  # two statements that do not go together
            return
        starts, lines = _starts(text), text.splitlines(True)
        rows, spans = [], []
        for node in ast.walk(tree):
            if isinstance(node, ast.expr):
                start, end = starts[node.lineno - 1] + node.col_offset, starts[node.end_lineno - 1] + node.end_col_offset
                code, line = text[start:end], lines[node.lineno - 1]
                formats = "f'" in line or 'f"' in line  # where places are exact since 3.12 only
                if 0 < len(code) < 200 and "\n" not in code and not formats:
                    spans.append((start, end))
            elif isinstance(node, ast.stmt) and not lines[node.lineno - 1][: node.col_offset].strip():
                first = min([node.lineno] + [d.lineno for d in getattr(node, "decorator_list", [])])
                rows.append((first - 1, node.col_offset))
                if node.end_lineno - first < 15:
                    self.statements.append(textwrap.dedent("".join(lines[first - 1 : node.end_lineno])).rstrip("\n"))
        self.expressions += [text[start:end] for start, end in spans]
        self.hosts.append((lines, rows, spans))

    def _statement(self):
        return self.rnd.choice(self.odd if self.rnd.random() < 0.5 else self.statements)

    def _expression(self):
        odd = self.rnd.choice(self.odd)
        return odd if self.rnd.random() < 0.5 and "\n" not in odd else self.rnd.choice(self.expressions)

    def make(self):
        rnd = self.rnd
        how = rnd.choice(["frame", "frame", "place", "place", "into", "instead"])
        lines, rows, spans = rnd.choice(self.hosts)
        if how == "into" and rows:
            row, column = rnd.choice(rows)
            return "".join([*lines[:row], textwrap.indent(self._statement(), " " * column), "\n", *lines[row:]])
        if how == "instead" and spans:
            start, end = rnd.choice(spans)
            text = "".join(lines)
            return text[:start] + self._expression() + text[end:]
        if how == "place":
            out = self._expression()
            for _ in range(rnd.choice([1, 1, 1, 2])):
                out = rnd.choice(self.places).replace("$", out)
            depth = rnd.randint(0, 1)
        else:
            out, depth = self._statement(), rnd.randint(1, 3)
        for _ in range(depth):
            out = _framed(out, rnd.choice(self.frames))
        return out + "\n"
