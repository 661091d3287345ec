"""Nothing of what is linted is ever run: no code, no program that its repository's configuration names."""

import os
import shutil
import subprocess
import unittest

from program import FIXABLE, Hostile


class Trust(Hostile):
    def git(self, *arguments):
        who = ["-c", "user.name=a", "-c", "user.email=a@b"]
        subprocess.run(["git", *who, *arguments], cwd=self.folder, check=True, capture_output=True)

    def assert_nothing_ran(self):
        self.assertFalse((self.folder / "ran").exists(), "a program of the project was run")

    def test_python_is_not_run(self):
        for name in "a.py", "conftest.py", "sitecustomize.py", "setup.py", "usercustomize.py", "zenlint.py":
            self.write(name, f"open({os.fspath(self.folder / 'ran')!r}, 'w')\n" + FIXABLE)
        self.assertIn(self.run_program("--select", "ALL", "--fix", "--unsafe-fixes", ".").code, (0, 1))
        self.assertEqual(self.run_program(".", command="course").code, 0)
        self.assert_nothing_ran()

    def test_programs_of_a_repository(self):
        if not shutil.which("git"):
            self.skipTest("git is not installed")
        program = self.write("program.sh", f"#!/bin/sh\ntouch {self.folder}/ran\ncat\n")
        program.chmod(0o755)
        self.git("init", "-q")
        self.write("a.py", "x = 1\n")
        self.git("add", "a.py")
        self.git("commit", "-qm", "a")
        self.write(".gitattributes", "*.py filter=evil diff=evil\n")
        for hook in "post-index-change", "post-checkout", "fsmonitor-watchman":
            self.write(f".git/hooks/{hook}", program.read_bytes()).chmod(0o755)
        self.write("a.py", "x = 1\n" + FIXABLE)
        self.git("add", "a.py")
        for key in ("core.fsmonitor", "diff.external", "diff.evil.textconv", "diff.evil.command", "filter.evil.clean", "filter.evil.smudge",
                    "filter.evil.process", "core.pager", "pager.diff", "core.sshCommand", "core.editor", "interactive.diffFilter"):
            self.git("config", key, os.fspath(program))
        self.git("config", "filter.evil.required", "true")
        (self.folder / "ran").unlink(missing_ok=True)
        # Its index entry is out of date, so git has to look at the file.
        os.utime(self.folder / "a.py", (1, 1))
        for arguments in (["--since", "HEAD"], ["--staged"]):
            with self.subTest(arguments=arguments):
                done = self.run_program("--select", "ZEN1411", "--output-format", "concise", *arguments, "a.py")
                self.expect(done, 1)
                self.assertIn(b"a.py:2:", done.out)
                self.assert_nothing_ran()

    def test_rule_pages_stay_in_their_language(self):
        """A page of one's own is a pattern and words; what reaches further is an error."""
        page = "---\ncode: OWN0001\nfix: safe\n---\n# Title\n\nWhy.\n\n```zen\nmatch\n    {}\n```\n"
        self.write("zenlint.toml", 'rules = ["own.md"]\n')
        self.write("a.py")
        for body in ("$x\nnative", "$x\nwhere\n    import os", "$x\nrewrite\n    $y", "$(touch ran)", "$x\nwhere\n    $x is " + "a" * 100_000):
            with self.subTest(body=body[:40]):
                self.write("own.md", page.format(body))
                process = subprocess.run([os.environ.get("ZENLINT", "zenlint"), "check", "--no-cache", "a.py"], cwd=self.folder, capture_output=True, timeout=60)
                self.assertEqual(process.returncode, 2, process)
                self.assertIn(b"error: own.md", process.stderr)
                self.assert_nothing_ran()


if __name__ == "__main__":
    unittest.main()
