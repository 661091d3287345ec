"""What a file may hold: text that is no Python, no text, or far more of it than anybody writes."""

import subprocess
import unittest

from program import FIXABLE, FIXED, FULL, Hostile

BOM = b"\xef\xbb\xbf"
SIZE = 100 if FULL else 10  # of the large cases, in per cent of what the issue tells of


class Unreadable(Hostile):
    """Each is exit 2 with a word on why, and the file beside it is linted all the same."""

    def refused(self, data, *words, name="bad.py"):
        self.write(name, data)
        self.write("good.py")
        done = self.check(".")
        self.expect(done, 2, f"{name}: could not be read (ZEN0003)")
        by_file = {}
        for finding in done.findings():
            by_file.setdefault(finding["filename"], []).append(finding)
        self.assertEqual([f["code"] for f in by_file[name]], ["ZEN0003"])
        for word in words:
            self.assertIn(word, by_file[name][0]["message"])
        self.assertTrue(by_file["good.py"])
        # A fix touches none of it.
        self.assertEqual(self.run_program("--fix", "--select", "ALL", ".").code, 2)
        self.assertEqual((self.folder / name).read_bytes(), data)
        self.assertEqual((self.folder / "good.py").read_text(), FIXED)

    def test_invalid_utf8(self):
        self.refused(b"x = 1\ny = '\xff\xfe'\n", "not valid UTF-8 at byte 11")

    def test_truncated_utf8(self):
        self.refused("x = 'ä'\n".encode()[:6], "not valid UTF-8 at byte 5")

    def test_surrogates_and_overlong(self):
        self.refused(b"x = '\xed\xa0\x80'\n", "not valid UTF-8 at byte 5")
        self.refused(b"x = '\xc0\xaf'\n", "not valid UTF-8 at byte 5")

    def test_utf16(self):
        for codec in "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be":
            with self.subTest(codec=codec):
                self.refused("x = 'é'\n".encode(codec), "at byte" if codec[-2:] in ("le", "be") else "byte-order mark")

    def test_binary(self):
        self.refused(b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 20, "at byte")

    def test_nul(self):
        self.refused(b"x = 'a\0b'\n", "a NUL at byte 6")
        self.refused(b"\0" * 1000, "a NUL at byte 0")

    def test_wrong_cookie(self):
        self.refused("# coding: ascii\nx = 'é'\n".encode(), "not valid ascii at byte 21")
        self.refused(b"# coding: no-such-thing\nx = 1\n", "unknown encoding 'no-such-thing'")
        self.refused(BOM + b"# coding: latin-1\nx = 1\n", "remove one of the two")

    def test_notebook_that_is_none(self):
        self.refused(b'{"cells": [', name="bad.ipynb")
        self.refused(b"[1, 2]", name="bad.ipynb")
        self.refused(b"\xff", name="bad.ipynb")
        self.refused(b"[" * 100_000, name="bad.ipynb")





class Odd(Hostile):
    """Legal, or wrong in a way that is a finding."""

    def linted(self, data, code=1, name="a.py"):
        self.write(name, data)
        done = self.check(name)
        self.expect(done, code)
        return done.codes()

    def test_encodings(self):
        for text in (
            b"# coding: latin-1\n# \xe9\n" + FIXABLE.encode(),
            b"#!/usr/bin/python\n# -*- coding: cp1252 -*-\n# \x80\n" + FIXABLE.encode(),
            BOM + FIXABLE.encode(),
            BOM + b"# coding: utf-8\n" + FIXABLE.encode(),
        ):
            path = self.write("a.py", text)
            self.assertEqual(self.run_program("--fix", "--select", "ZEN1411", "a.py").code, 0)
            self.assertEqual(path.read_bytes(), text.replace(FIXABLE.encode(), FIXED.encode()))

    def test_newlines(self):
        for text in (
            b"a = 1\r\nx = not a in b\r\n",
            b"a = 1\rx = not a in b\r",
            b"a = 1\nb = 2\r\nx = not a in b\rc = 3\n\r\nd = 4",
            b"a = 1\n\x0cx = not a in b\n",
            b"x = not a in b",
        ):
            path = self.write("a.py", text)
            self.expect(self.run_program("--fix", "--select", "ZEN1411", "a.py"), 0)
            self.assertEqual(path.read_bytes(), text.replace(b"not a in b", b"a not in b"))

    def test_empty(self):
        self.assertEqual(self.linted(b"", 0), [])
        self.linted(BOM, 0)
        self.linted(b"\n" * 1000, 0)

    def test_truncated(self):
        """A file cut anywhere is an answer, and the statements above the cut keep their findings."""
        whole = 'def f(a, b):\n    x = not a in b\n    return f"{x!r:>{a}}" + """b"""\n\n\nclass C:\n    pass\n'
        for cut in range(0, len(whole), 3):
            self.write("a.py", whole[:cut])
            done = self.check("a.py")
            self.assertIn(done.code, (0, 1), done)
        self.write("a.py", FIXABLE + "\n\ndef f(:\n")
        self.assertIn("ZEN0001", self.check("a.py").codes())
        self.assertGreater(len(self.check("a.py").codes()), 1)

    def test_merge_conflict(self):
        text = FIXABLE + "<<<<<<< HEAD\ny = 1\n=======\ny = 2\n>>>>>>> branch\n" + FIXABLE
        self.write("a.py", text)
        findings = self.check("a.py").findings()
        conflict = [f for f in findings if f["code"] == "ZEN0001"]
        self.assertEqual(len(conflict), 1)
        self.assertEqual(conflict[0]["location"]["row"], 2)
        self.assertIn("merge conflict", conflict[0]["message"])
        self.assertLessEqual({1, 7}, {f["location"]["row"] for f in findings})

    def test_newer_syntax(self):
        self.write("a.py", 'type A[T] = list[T]\nx = f"{"a"}"\ndef f[T](a: T) -> T: return a\n' + FIXABLE)
        done = self.check("--target-version", "py313", "a.py")
        self.expect(done, 1)
        self.assertNotIn("ZEN0001", done.codes())

    def test_notebooks(self):
        for cells in b'{"cells": []}', b'{"metadata": {"kernelspec": {"language": "R"}}, "cells": []}':
            self.write("a.ipynb", cells)
            self.assertIn(self.check("a.ipynb").code, (0, 2))


class Large(Hostile):
    """Each answers in a time and a memory that grow with the file and no faster."""

    def answered(self, text, codes=(0, 1), fix=True):
        path = self.write("a.py", text)
        done = self.run_program("--select", "ALL", "--statistics", "a.py")
        self.assertIn(done.code, codes, done)
        self.assertNotIn(b"ZEN0007", done.out + done.err, done)
        if fix:
            done = self.run_program("--select", "ALL", "--fix", "--unsafe-fixes", "--statistics", "a.py")
            self.assertIn(done.code, codes, done)
            self.assertNotIn(b"ZEN0007", done.out + done.err, done)
            self.assertGreater(path.stat().st_size, 0)
        return done

    def n(self, count):
        return count * SIZE // 100

    def test_nested_parentheses(self):
        for opening, closing in "()", "[]", "{}":
            self.answered("x = " + opening * 100_000 + "1" + closing * 100_000 + "\n")
        self.answered("(" * 100_000)
        self.answered("x = " + "f(" * self.n(50_000) + ")" * self.n(50_000) + "\n")
        self.answered("x = " + "a[" * self.n(50_000) + "0" + "]" * self.n(50_000) + "\n")

    def test_nested_blocks(self):
        depth = 10_000 if FULL else 1_500
        for line in "if a:", "for a in b:", "while a:", "def f(a):", "class A:", "with a:":
            self.answered("".join(" " * i + line + "\n" for i in range(depth)) + " " * depth + "pass\n", fix=FULL)
        self.answered("".join(" " * i + "try:\n" for i in range(depth)), fix=False)

    def test_chains(self):
        n = self.n(100_000)
        self.answered("x = " + "-" * n + "1\n")
        self.answered("x = " + "not " * n + "a\n", fix=False)  # each pair is a round of fixes
        self.answered("x = " + "not " * 2_000 + "a\n")
        self.answered("x = " + "+".join("a" for _ in range(n)) + "\n")
        self.answered("x = a" + ".b" * n + "\n")
        self.answered("x = a" + "()" * n + "\n")
        self.answered("x = a" + "[0]" * n + "\n")
        self.answered("x = " + "**".join("a" for _ in range(n)) + "\n")
        self.answered("x = " + " or ".join(f"a == {i}" for i in range(n)) + "\n")
        self.answered("x = " + " < ".join(f"a{i}" for i in range(n)) + "\n")
        self.answered("x = " + "=".join(f"a{i}" for i in range(n)) + "\n")
        self.answered("x = " + "lambda: " * n + "0\n")
        self.answered("x = " + "a if b else " * n + "c\n")
        self.answered("x = " + "await " * n + "c\n")
        self.answered("x = " + " if a else ".join(str(i) for i in range(n)) + "\n")
        self.answered("x = " + "'a' " * n + "\n")
        self.answered("x = [" + "a for a in " * self.n(20_000) + "b]\n")

    def test_arms(self):
        n = self.n(20_000)
        self.answered("if a == 0:\n    b()\n" + "".join(f"elif a == {i}:\n    c{i}()\n" for i in range(n)))
        self.answered("if a == 0:\n    b()\n" + "".join(f"elif a == {i}:\n    b()\n" for i in range(self.n(3_000))))
        self.answered("match a:\n" + "".join(f"    case {i}:\n        b()\n" for i in range(n)))
        self.answered("try:\n    a()\n" + "".join(f"except E{i}:\n    pass\n" for i in range(n)))

    def test_wide(self):
        n = self.n(500_000)
        self.answered("x = [" + "1, " * n + "]\n")
        self.answered("x = {" + "'a': 1, " * self.n(50_000) + "}\n")
        self.answered("f(" + ", ".join(f"a{i}={i}" for i in range(self.n(100_000))) + ")\n")
        self.answered("def f(" + ", ".join(f"a{i}" for i in range(self.n(100_000))) + "): pass\n")
        self.answered("from a import (" + ", ".join(f"a{i}" for i in range(self.n(100_000))) + ")\nprint(a0)\n")
        self.answered("".join(f"a{i} = {i}\n" for i in range(self.n(100_000))))
        self.answered("".join(f"import a{i}\n" for i in range(self.n(100_000))) + "print(a0)\n")
        self.answered("".join(f"def f{i}(a): return a\n" for i in range(self.n(100_000))))
        self.answered("class A:\n" + "".join(f"    def f{i}(self): return self.f{i + 1}()\n" for i in range(self.n(50_000))))
        self.answered("def f(a):\n" + "".join(f"    a = a + {i}\n" for i in range(self.n(50_000))))
        self.answered("def f(a):\n" + "".join(f"    if a:\n        a = g(a, {i})\n" for i in range(self.n(50_000))))
        self.answered("x = 1\n" * self.n(300_000))

    def test_comments(self):
        n = self.n(1_000_000)
        self.answered("# " + "noqa:" * n + "\n")
        self.answered("#" * n + "\n")
        self.answered("x = 1  # type: " + "[" * n + "\n")
        self.answered("# noqa: " + "A1," * n + "\n")
        self.answered("x = 1  # noqa\n" * self.n(100_000))
        # Each of these comments hides the next one's fault: fixing takes a round for each, and says so when it ends early.
        self.answered("# zenlint: off\n" * self.n(100_000), fix=False)
        self.answered("#\n" * self.n(500_000))
        self.answered('"' * n + "\n")
        self.answered("x = f'" + "{" * self.n(100_000) + "\n")
        self.answered("x = '" + "%s" * n + "' % a\n")
        self.answered("\\\n" * self.n(100_000) + "x\n")
        self.answered(" " * n + "\n\t" * 1000)

    def test_one_long_line(self):
        self.answered("x = '" + "a" * self.n(10_000_000) + "'\n")
        self.answered("x = [" + "not a in b, " * self.n(800_000) + "]\n", fix=FULL)
        self.answered("x = 1; " * self.n(1_000_000) + "\n", fix=FULL)

    def test_many_findings(self):
        n = self.n(1_000_000)
        self.write("a.py", FIXABLE * n)
        done = self.run_program("--select", "ZEN1411", "--statistics", "a.py")
        self.expect(done, 1)
        self.assertIn(str(n).encode(), done.out.replace(b",", b""))
        for form in "json", "concise", "sarif", "html" if FULL else "github":
            self.expect(self.run_program("--select", "ZEN1411", "--output-format", form, "a.py", stdout=subprocess.DEVNULL), 1)
        done = self.run_program("--select", "ZEN1411", "--fix", "a.py")
        self.expect(done, 0)
        self.assertEqual((self.folder / "a.py").read_text(), FIXED * n)

    @unittest.skipUnless(FULL, "100 MB: under ./zen test --all")
    def test_huge_file(self):
        block = "def f{0}(a, b):\n    x = not a in b\n    return [x for x in range(len(a))]\n\n\n"
        text = "".join(block.format(i) for i in range(100_000_000 // 78))
        self.assertGreater(len(text), 95_000_000)
        self.answered(text, fix=False)
        self.answered("x = '''" + "a\n" * 50_000_000 + "'''\n", fix=False)


if __name__ == "__main__":
    unittest.main()
