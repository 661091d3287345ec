"""Same input, same bytes out: whatever the number of jobs, the order of the paths, the cache, the locale, the terminal."""

import os
import pathlib
import random
import shutil
import subprocess
import unittest

from program import Hostile

FIXTURES = pathlib.Path(__file__).resolve().parents[2] / "fixtures"
FORMS = ("full", "concise", "grouped", "json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson", "azure", "pylint", "html")


class Same(Hostile):
    @classmethod
    def setUpClass(cls):
        cls.files = sorted(path.relative_to(FIXTURES).as_posix() for path in FIXTURES.rglob("*.py"))

    def setUp(self):
        super().setUp()
        shutil.copytree(FIXTURES, self.folder, dirs_exist_ok=True)

    def report(self, *arguments, form="json", paths=(".",), **options):
        done = self.run_program("--select", "ALL", "--output-format", form, *arguments, *paths, **options)
        self.assertEqual(done.code, 1, done)
        return done.out

    def test_jobs(self):
        for form in FORMS:
            with self.subTest(form=form):
                one = self.report("--jobs", "1", form=form)
                for jobs in "2", "3", "8", "64":
                    self.assertEqual(self.report("--jobs", jobs, form=form), one)

    def test_run_after_run(self):
        self.assertEqual(self.report(), self.report())

    def test_order_of_paths(self):
        whole = self.report(paths=self.files)
        for seed in range(3):
            shuffled = random.Random(seed).sample(self.files, len(self.files))
            self.assertEqual(self.report(paths=shuffled), whole)
        # Named twice, or by their folders too.
        # (What the files of a folder say of each other counts only where the folder is named.)
        folders = sorted({f.split("/")[0] for f in self.files})
        again = self.report("--no-project", paths=[*self.files, *self.files[:10], *folders])
        self.assertEqual(again, whole)

    def test_cache(self):
        for form in FORMS:
            plain = self.report(form=form)
            self.assertEqual(self.report("--cache-dir", self.folder / ".c", form=form, cache=True), plain)  # fills it
            self.assertEqual(self.report("--cache-dir", self.folder / ".c", form=form, cache=True), plain)  # answers from it

    def test_locale_and_terminal(self):
        have = subprocess.run(["locale", "-a"], capture_output=True, text=True).stdout.split()
        plain = self.report()
        text = self.report("--color", "never", form="full")
        for locale in {"C", "POSIX", "C.UTF-8", "C.utf8", "tr_TR.UTF-8", "de_DE.UTF-8", "nonsense", *have[:20]}:
            environment = {"LC_ALL": locale, "LANG": locale, "LANGUAGE": locale}
            self.assertEqual(self.report(environment=environment), plain, locale)
            self.assertEqual(self.report("--color", "never", form="full", environment=environment), text, locale)
        for term in "dumb", "xterm-256color", "", "linux":
            environment = {"TERM": term, "COLUMNS": "30", "TZ": "Asia/Kathmandu"}
            self.assertEqual(self.report(environment=environment), plain)
            self.assertEqual(self.report(form="full", environment=environment), self.report(form="full"))

    def test_where_it_lies(self):
        here = self.report()
        with self.subTest("another folder"):
            shutil.copytree(self.folder, self.folder / "x" / "deep er", ignore=shutil.ignore_patterns("x"))
            there = subprocess.run(
                [os.environ.get("ZENLINT", "zenlint"), "check", "--isolated", "--no-cache", "--select", "ALL", "--output-format", "json", "."],
                cwd=self.folder / "x" / "deep er", capture_output=True)
            self.assertEqual(there.stdout, here)

    def test_fixing(self):
        def fixed(*arguments, paths=(".",), **options):
            for name in self.files:
                shutil.copyfile(FIXTURES / name, self.folder / name)
            done = self.run_program("--select", "ALL", "--fix", "--unsafe-fixes", "--statistics", *arguments, *paths, **options)
            self.assertIn(done.code, (0, 1), done)
            return {name: (self.folder / name).read_bytes() for name in self.files}

        plain = fixed("--jobs", "1")
        self.assertEqual(fixed("--jobs", "8"), plain)
        self.assertEqual(fixed(paths=self.files[::-1]), plain)
        self.assertEqual(fixed("--cache-dir", self.folder / ".c", cache=True), plain)
        self.assertEqual(fixed("--cache-dir", self.folder / ".c", cache=True), plain)
        self.assertEqual(fixed(environment={"LC_ALL": "tr_TR.UTF-8", "TERM": "dumb"}), plain)


if __name__ == "__main__":
    unittest.main()
