"""What may befall a run: a signal, a reader that goes away, a disk that is full."""

import contextlib
import os
import random
import signal
import subprocess
import time
import unittest

from program import FIXABLE, FIXED, FULL, Hostile, terminate

FIX = ("--fix", "--select", "ZEN1411")
FORMS = ("full", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson", "azure", "pylint", "html")


class Signals(Hostile):
    def test_interrupt_while_fixing(self):
        """Wherever it strikes, each file is as it was or as it should be, and nothing lies beside it."""
        count, tries = (400, 40) if FULL else (200, 8)
        before, after = FIXABLE * 40, FIXED * 40
        chance = random.Random(12)
        for attempt in range(tries):
            number = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)[attempt % 3]
            for i in range(count):
                self.write(f"m{i}.py", before)
            process = self.start(*FIX, ".")
            self.addCleanup(terminate, process)
            time.sleep(chance.uniform(0.0, 0.2))
            process.send_signal(number)
            process.communicate(timeout=60)
            ended = {130, 0} if number == signal.SIGINT else {-number, 0}
            self.assertIn(process.returncode, ended)
            self.assertEqual(sorted(os.listdir(self.folder)), sorted(f"m{i}.py" for i in range(count)))
            for i in range(count):
                self.assertIn((self.folder / f"m{i}.py").read_text(), (before, after))

    def test_killed_outright(self):
        """Nobody can tidy up then; but no file is half written."""
        for attempt in range(5):
            for i in range(100):
                self.write(f"m{i}.py", FIXABLE * 200)
            process = self.start(*FIX, ".")
            time.sleep(0.02 * attempt)
            process.kill()
            process.communicate(timeout=60)
            for i in range(100):
                self.assertIn((self.folder / f"m{i}.py").read_text(), (FIXABLE * 200, FIXED * 200))

    def test_interrupt_on_endless_input(self):
        process = self.start("-", stdin=subprocess.PIPE)
        self.addCleanup(terminate, process)
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)
        self.assertEqual(process.returncode, 130)
        process.stdin.close()
        process.stdout.close()
        process.stderr.close()


class Writing(Hostile):
    def test_a_reader_that_goes_away(self):
        self.write("a.py", FIXABLE * 20_000)
        commands = [("check", "--select", "ZEN1411", "--output-format", form, "a.py") for form in FORMS]
        commands += [("check", "--select", "ZEN1411", "--diff", "a.py"), ("rule", "--all"), ("tree", "a.py"), ("model", "a.py", "--json")]
        for command, *arguments in commands:
            with self.subTest(command=(command, *arguments)):
                process = self.start(*arguments, command=command)
                process.stdout.read(10)
                process.stdout.close()
                _, err = process.stderr.read(), process.wait(timeout=60)
                # The signal, or an end before it noticed; quietly either way.
                self.assertIn(process.returncode, (-signal.SIGPIPE, 0, 1))
                process.stderr.close()

    def test_a_full_device(self):
        self.write("a.py")
        with open("/dev/full", "wb") as full:
            for form in FORMS:
                with self.subTest(form=form):
                    done = self.run_program("--select", "ZEN1411", "--output-format", form, "a.py", stdout=full)
                    self.expect(done, 2, "cannot write the report: No space left on device")
            self.expect(self.run_program("--select", "ZEN1411", "--diff", "a.py", stdout=full), 2, "cannot write")
            self.expect(self.run_program("--all", command="rule", stdout=full), 2, "cannot write")
        done = self.run_program("--select", "ZEN1411", "--output-file", "/dev/full", "a.py")
        self.expect(done, 2, "No space left on device")

    def test_no_output_at_all(self):
        self.write("a.py")
        process = subprocess.Popen(
            [os.environ.get("ZENLINT", "zenlint"), "check", "--isolated", "--no-cache", "a.py"],
            cwd=self.folder, preexec_fn=lambda: [os.close(fd) for fd in (0, 1, 2)])
        self.assertIn(process.wait(timeout=60), (1, 2))
        self.assertEqual((self.folder / "a.py").read_text(), FIXABLE)

    def test_a_file_size_limit(self):
        """The write of the fixed file fails half-way: the file stays whole."""
        before = FIXABLE * 20_000
        path = self.write("a.py", before)
        small = self.write("b.py")
        done = self.run_program(*FIX, ".", file_size=20_000)
        self.expect(done, 2, "a.py: not fixed: cannot write: File too large")
        self.assertEqual(path.read_text(), before)
        self.assertEqual(small.read_text(), FIXED)
        self.assertEqual(sorted(os.listdir(self.folder)), ["a.py", "b.py"])

    def test_a_full_disk(self):
        disk = self.folder / "disk"
        disk.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "zenlint-test", disk], capture_output=True)
        if mounted.returncode:
            self.skipTest("a small file system cannot be mounted here")
        try:
            before = FIXABLE * 8_000
            path = self.write("disk/a.py", before)
            with contextlib.suppress(OSError), open(disk / "filler", "wb", buffering=0) as filler:
                while True:
                    filler.write(b"x" * 4096)
            done = self.run_program(*FIX, "disk")
            self.expect(done, 2, "disk/a.py: not fixed: ", "No space left on device")
            self.assertEqual(path.read_text(), before)
            self.assertEqual(sorted(os.listdir(disk)), ["a.py", "filler"])
            # Nor does the cache mind.
            done = self.run_program("--select", "ZEN1411", "--cache-dir", "disk/cache", "disk", cache=True)
            self.expect(done, 1, "warning: ")
        finally:
            subprocess.run(["umount", disk], check=True)

    def test_input_that_is_no_text(self):
        for data, code in ((b"\xff", 2), (b"\0", 2), (b"# coding: latin-1\n# \xe9\nx = not a in b\n", 1), (b"", 0)):
            done = self.run_program("--select", "ZEN1411", "-", input=data)
            self.expect(done, code)
            # Whatever comes in goes out, where nothing can be fixed.
            done = self.run_program(*FIX, "-", input=data)
            self.assertEqual(done.out, data.replace(b"not a in b", b"a not in b"))


class Arguments(Hostile):
    def test_nonsense(self):
        self.write("a.py")
        for arguments in (["--select", "NOPE"], ["--jobs", "-1"], ["--jobs", "99999999999999999999"], ["--output-format", "x"], ["--no-such"],
                          ["--target-version", "py99999999"], ["--since", "--help", "a.py"], ["@" + "missing"], ["--select", "\xff\n"]):
            with self.subTest(arguments=arguments):
                done = self.run_program(*arguments)
                self.expect(done, 2, "error: ")

    def test_many_jobs(self):
        self.write("a.py")
        self.write("b.py")
        self.expect(self.run_program("--jobs", "5000", "--select", "ZEN1411", "."), 1)

    def test_hostile_settings(self):
        self.write("a.py")
        for text in ("[" * 100_000, "a = " + "[" * 100_000, "[tool.zenlint]\nselect = 1\n", '[tool.zenlint]\nextend = "pyproject.toml"\n',
                     "\xff", "a.b" * 10_000, '[tool.zenlint]\nexclude = ["' + "{a,b}" * 1000 + '"]\n', "[tool.zenlint]\n\0"):
            self.write("zenlint.toml", text.encode("latin-1"))
            done = subprocess.run([os.environ.get("ZENLINT", "zenlint"), "check", "--no-cache", "a.py"], cwd=self.folder, capture_output=True, timeout=60)
            self.assertEqual(done.returncode, 2, text[:60])
            self.assertIn(b"error: zenlint.toml", done.stderr)


if __name__ == "__main__":
    unittest.main()
