"""Several threads, several runs, one folder: the same answers, and under the thread sanitizer no race.

With `ZENLINT_SANITIZED=1` in the environment the program is one built by the `tsan` preset: a race ends it with status 66.
"""

import os
import pathlib
import shutil
import time
import unittest

from program import FIXABLE, FIXED, Hostile, terminate

ROOT = pathlib.Path(__file__).resolve().parents[2]
JOBS = ("--jobs", "4", "--select", "ALL")


class Threads(Hostile):
    def setUp(self):
        super().setUp()
        shutil.copytree(ROOT / "fixtures", self.folder / "a")

    def sound(self, process, out, err, codes=(0, 1)):
        text = (out or b"") + (err or b"")
        self.assertNotIn(b"ThreadSanitizer", text, text.decode(errors="replace")[:8000])
        self.assertIn(process.returncode, codes, text[-2000:])
        return out

    def ended(self, process, codes=(0, 1)):
        return self.sound(process, *process.communicate(timeout=300), codes)

    def test_many_threads(self):
        for form in "full", "json", "html":
            runs = [self.start(*JOBS, "--output-format", form, ".") for _ in range(2)]
            self.assertEqual(self.ended(runs[0]), self.ended(runs[1]))

    def test_shared_cache(self):
        options = (*JOBS, "--output-format", "json", "--cache-dir", self.folder / ".c", ".")
        plain = self.ended(self.start(*JOBS, "--output-format", "json", "."))
        for _ in range(2):  # they fill it together, and then read it
            runs = [self.start(*options, cache=True) for _ in range(2)]
            for run in runs:
                self.assertEqual(self.ended(run), plain)

    def test_fix(self):
        for i in range(40):
            self.write(f"b/f{i}.py")
        # One may find that the other was faster: that is said, and nothing is lost.
        runs = [self.start(*JOBS, "--fix", "--unsafe-fixes", "--cache-dir", self.folder / ".c", ".", cache=True) for _ in range(2)]
        for run in runs:
            self.ended(run, (0, 1, 2))
        for i in range(40):
            self.assertEqual((self.folder / f"b/f{i}.py").read_text(), FIXED)
        self.assertEqual(list(self.folder.rglob("*.tmp")), [])

    def test_watch(self):
        with open(self.folder / "out", "wb") as out, open(self.folder / "err", "wb") as err:
            process = self.start(*JOBS, "--output-format", "concise", "--watch", ".", stdout=out, stderr=err)
        self.addCleanup(terminate, process)
        reports = lambda: (self.folder / "err").read_bytes().count(b"Watching")
        for i in range(3):
            until = time.monotonic() + 120
            while reports() <= i and time.monotonic() < until:
                time.sleep(0.05)
            self.assertGreater(reports(), i)
            self.write(f"a/new{i}.py", FIXABLE)
        terminate(process)
        self.sound(process, (self.folder / "out").read_bytes(), (self.folder / "err").read_bytes(), (-9,))


if __name__ == "__main__":
    unittest.main()
