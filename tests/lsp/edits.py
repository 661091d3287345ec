"""A long random run of edits: after each, the server's text and findings are those of a fresh start.

ZENLINT_FULL=1 makes it ten thousand edits; the seed is said when it fails.
"""

import json
import os
import random

from client import Case, apply, main, offset, span, without

SEEDS = """import os
from typing import List

LIMIT = 10
names: List[str] = []


def show(names, ages=[]):
    for i in range(len(names)):
        print("😀", names[i], ages == None)
    if names[0] in ages:
        age = ages[names[0]]
    else:
        age = 0
    return age


class Shelf(object):
    def __init__(self, books):
        self.books = books
        self.count = len(self.books)

    def titles(self):
        out = []
        for book in self.books:
            out.append(book.title)
        return out


found = None
for name in names:
    if name == None:
        found = name
        break
if not found is None:
    print(found)  # noqa: ZEN1601
f = open(os.path.join("a", "b"))
try:
    text = f.read()
finally:
    f.close()
"""
PIECES = ["x", " ", "\n", "    ", "(", ")", "[", "]", ":", '"', '"""', "'", "#", "😀", "é", "\r\n", "\\", ",", "=", ".",
          "def f(a=[]):\n    return a\n", "import re\n", "names", "None", " == None", "  # noqa\n", "global LIMIT\n",
          "# zenlint: off\n", "# zenlint: on\n", "for i in range(len(xs)):\n    print(xs[i])\n", "class A(B):\n    pass\n",
          "if x == None:\n    pass\n", "else:\n    pass\n", "@property\n", "return\n", "x = 1; y = 2\n", "del names\n",
          "from __future__ import annotations\n", "names = list(names)\n", "  ", "async def g():\n    await f\n"]  # fmt: skip


class Edits(Case):
    def test_leave_what_a_fresh_run_finds(self):
        total = 10_000 if os.environ.get("ZENLINT_FULL") else 500
        for encoding, seed in (("utf-16", 1), ("utf-8", 2)):
            with self.subTest(encoding=encoding, seed=seed):
                self.run_edits(total // 2, encoding, random.Random(seed))

    def run_edits(self, total, encoding, chance):
        client = self.client(without(encodings=[encoding]))
        text, done = SEEDS, []
        edited = client.open(self.uri("edited.py"), text)
        for step in range(total):
            before = text
            if done and chance.random() < 0.3:
                text = done.pop()  # undo
                client.change(edited, self.difference(before, text, encoding))
            else:
                changes = []
                for _ in range(chance.choice((1, 1, 1, 2, 3))):
                    change = self.edit(text, chance, encoding)
                    changes.append(change)
                    text = apply(text, [{"range": span(*change[:4]), "newText": change[4]}], encoding)
                done.append(before)
                client.change(edited, *changes)
            fresh = client.open(self.uri("fresh.py"), text)
            found, expected = client.diagnostics(edited), client.diagnostics(fresh)
            client.close(fresh)
            # Related places name their file.
            expected = json.loads(json.dumps(expected).replace(fresh, edited))
            self.assertEqual(found, expected, f"after edit {step}: {text!r}")
            if len(text) > 4000:
                text, done = SEEDS, []
                client.change(edited, text)
        client.stop()

    def edit(self, text, chance, encoding):
        start = chance.randrange(len(text) + 1)
        end = start if chance.random() < 0.6 else min(len(text), start + chance.choice((1, 1, 2, 5, 40)))
        new = "" if chance.random() < 0.3 else chance.choice(PIECES)
        return (*self.place(text, start, encoding), *self.place(text, end, encoding), new)

    def difference(self, before, after, encoding):
        head = len(os.path.commonprefix([before, after]))
        rest = len(os.path.commonprefix([before[head:][::-1], after[head:][::-1]]))
        end = len(before) - rest
        return (*self.place(before, head, encoding), *self.place(before, end, encoding), after[head : len(after) - rest])

    def place(self, text, index, encoding):
        """Line and character of an index; of one between CR and LF, those of the CR."""
        if text[index - 1 : index + 1] == "\r\n" and index:
            index -= 1
        line, start = 0, 0
        for at, character in enumerate(text[:index]):
            if character == "\n" or (character == "\r" and text[at + 1 : at + 2] != "\n"):
                line, start = line + 1, at + 1
        width = {"utf-8": lambda c: len(c.encode()), "utf-16": lambda c: 1 + (ord(c) > 0xFFFF)}[encoding]
        return line, sum(map(width, text[start:index]))


if __name__ == "__main__":
    main()
