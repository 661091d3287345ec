"""What a folder may hold: things that are no files, names that are no text, and what nobody may read or write."""

import os
import pathlib
import socket
import stat
import subprocess
import threading
import time
import unittest

from program import FIXABLE, FIXED, FULL, NOBODY, Hostile, terminate

FIX = ("--fix", "--select", "ZEN1411")


class Kinds(Hostile):
    def test_what_is_no_file_is_left_out(self):
        self.write("good.py")
        os.mkfifo(self.folder / "pipe.py")
        (self.folder / "folder.py").mkdir()
        self.write("folder.py/inside.py")
        (self.folder / "nowhere.py").symlink_to("missing")
        (self.folder / "itself.py").symlink_to("itself.py")
        (self.folder / "null.py").symlink_to("/dev/null")
        (self.folder / "zero.py").symlink_to("/dev/zero")
        (self.folder / "tty.py").symlink_to("/dev/tty")
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(os.fspath(self.folder / "socket.py"))
            done = self.check(".")
        self.expect(done, 1)
        self.assertEqual({f["filename"] for f in done.findings()}, {"good.py", "folder.py/inside.py"})

    def test_what_is_no_file_is_trouble_by_name(self):
        self.write("good.py")
        os.mkfifo(self.folder / "pipe.py")
        for name in "pipe.py", "/dev/null", "/dev/zero", "missing.py", "":
            with self.subTest(name=name):
                done = self.check("good.py", name)
                self.expect(done, 2, "error: ")
                self.assertEqual({f["filename"] for f in done.findings()}, {"good.py"})

    def test_symlink_loops(self):
        self.write("a/b/good.py")
        (self.folder / "a/b/up").symlink_to("../..")
        (self.folder / "a/self").symlink_to(".")
        (self.folder / "a/again.py").symlink_to("b/good.py")
        (self.folder / "one").symlink_to("two")
        (self.folder / "two").symlink_to("one")
        done = self.check(".")
        self.expect(done, 1)
        self.assertEqual({f["filename"] for f in done.findings()}, {"a/b/good.py"})
        self.expect(self.check("one"), 2, "error: one: ")

    def test_deep_folders(self):
        deep = self.folder
        for _ in range(60):
            deep = deep / ("d" * 60)
        deep.mkdir(parents=True)
        (deep / "good.py").write_text(FIXABLE)
        self.expect(self.run_program(*FIX, "."), 0)
        self.assertEqual((deep / "good.py").read_text(), FIXED)

    def test_many_files(self):
        count = 1_000_000 if FULL else 3_000
        for i in range(count):
            if i % 1000 == 0:
                folder = self.folder / f"f{i}"
                folder.mkdir()
            (folder / f"m{i}.py").write_bytes(b"x = not a in b\n")
        done = self.run_program("--select", "ZEN1411", "--statistics", ".")
        self.expect(done, 1)
        self.assertIn(str(count).encode(), done.out.replace(b",", b""))


class Names(Hostile):
    NAMES = [
        b"new\nline.py",
        b"\xff\xfe.py",
        b"tab\t.py",
        b"\x1b[31mred.py",
        b"bl ank.py",
        b"-dash.py",
        b"quote'\".py",
        b"*.py",
        b"a" * 250 + b".py",
        "é\u202e.py".encode(),
    ]

    def setUp(self):
        super().setUp()
        for name in self.NAMES:
            (pathlib.Path(os.fsdecode(os.fsencode(self.folder) + b"/" + name))).write_text(FIXABLE)

    def test_reports(self):
        for form in "full", "concise", "json", "jsonl", "github", "gitlab", "junit", "sarif", "rdjson", "azure", "pylint", "html":
            with self.subTest(form=form):
                done = self.run_program("--select", "ZEN1411", "--output-format", form, ".")
                self.expect(done, 1)
                done.out.decode()  # valid UTF-8
                self.assertNotIn(b"\x1b[31m", done.out)
                if form != "html":
                    self.assertNotIn(b"new\nline", done.out)

    def test_fixing(self):
        self.expect(self.run_program(*FIX, "."), 0)
        for name in self.NAMES:
            path = os.fsencode(self.folder) + b"/" + name
            self.assertEqual(pathlib.Path(os.fsdecode(path)).read_text(), FIXED)

    def test_by_name(self):
        for name in self.NAMES:
            self.expect(self.run_program("--select", "ZEN1411", "--", os.fsdecode(name)), 1)


@unittest.skipUnless(os.geteuid() == 0, "becomes another user, which only root may")
class Permissions(Hostile):
    """As a user who may not do everything."""

    def give(self, *paths):
        for path in paths:
            os.chown(path, NOBODY, NOBODY)

    def test_unreadable(self):
        self.write("good.py")
        self.write("secret.py").chmod(0)
        self.write("shut/inside.py")
        (self.folder / "shut").chmod(0)
        done = self.check(".", user=NOBODY)
        self.expect(done, 2, "secret.py: could not be read", "shut: Permission denied")
        self.assertIn("good.py", {f["filename"] for f in done.findings()})

    def test_read_only_tree(self):
        path = self.write("tree/good.py")
        self.write("tree/pyproject.toml", "[tool.zenlint]\n")
        (self.folder / "tree").chmod(0o555)
        # A cache that cannot be made is worth a warning.
        done = self.run_program("--select", "ZEN1411", "--cache-dir", "tree/cache", "tree", cache=True, user=NOBODY)
        self.expect(done, 1, "warning: ")
        done = self.run_program(*FIX, "tree", user=NOBODY)
        self.expect(done, 2, "tree/good.py: not fixed: ")
        self.assertIn(b"ZEN1411", done.out)
        self.assertEqual(path.read_text(), FIXABLE)
        self.assertEqual(sorted(os.listdir(self.folder / "tree")), ["good.py", "pyproject.toml"])

    def test_read_only_file(self):
        path = self.write("good.py")
        self.give(self.folder, path)
        path.chmod(0o444)
        done = self.run_program(*FIX, "good.py", user=NOBODY)
        self.expect(done, 2, "good.py: not fixed: the file is read-only")
        self.assertEqual(path.read_text(), FIXABLE)

    def test_mode_and_owner_stay(self):
        path = self.write("good.py")
        self.give(path)
        path.chmod(0o6751)
        os.chown(path, NOBODY, NOBODY)
        path.chmod(0o6751)
        self.expect(self.run_program(*FIX, "good.py"), 0)
        after = path.stat()
        self.assertEqual((after.st_uid, after.st_gid, stat.S_IMODE(after.st_mode)), (NOBODY, NOBODY, 0o6751))
        self.assertEqual(path.read_text(), FIXED)

    def test_a_file_of_somebody_else(self):
        path = self.write("good.py")
        path.chmod(0o666)
        self.give(self.folder)
        done = self.run_program(*FIX, "good.py", user=NOBODY)
        self.expect(done, 2, "good.py: not fixed: cannot keep the owner")
        self.assertEqual(path.read_text(), FIXABLE)
        self.assertEqual(os.listdir(self.folder), ["good.py"])


class Moving(Hostile):
    """Files that come, go and change while they are looked at."""

    def test_vanishing_and_changing_files(self):
        for i in range(300):
            self.write(f"m{i}.py", FIXABLE * 50)
        stop = threading.Event()

        def stir():
            i = 0
            while not stop.is_set():
                i = (i + 7) % 300
                path = self.folder / f"m{i}.py"
                try:
                    path.unlink()
                    time.sleep(0.0005)
                    path.write_text(FIXABLE * 50)
                except OSError:
                    pass

        thread = threading.Thread(target=stir)
        thread.start()
        try:
            for _ in range(3):
                done = self.run_program("--select", "ZEN1411", "--output-format", "json", ".")
                self.assertIn(done.code, (1, 2), done)
                self.assertNotIn(b"ZEN0007", done.out + done.err)
                done.findings()
        finally:
            stop.set()
            thread.join()

    def test_links_are_kept(self):
        real = self.write("real.py")
        (self.folder / "link.py").symlink_to("real.py")
        self.expect(self.run_program(*FIX, "link.py"), 0)
        self.assertTrue((self.folder / "link.py").is_symlink())
        self.assertEqual(real.read_text(), FIXED)

    def test_a_folder_that_is_gone(self):
        folder = self.folder / "gone"
        folder.mkdir()
        process = subprocess.Popen(
            ["/bin/sh", "-c", f'cd gone && rmdir ../gone && exec "$0" check --isolated --no-cache .', os.path.abspath(os.environ.get("ZENLINT", "zenlint"))],
            cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(terminate, process)
        process.communicate(timeout=60)
        self.assertIn(process.returncode, (0, 2))

    def test_fixers_at_once(self):
        for i in range(100):
            self.write(f"m{i}.py", FIXABLE * 20)
        runs = [self.start(*FIX, ".") for _ in range(3)]
        for process in runs:
            _, err = process.communicate(timeout=120)
            # Who comes second finds the work done, or the file changed underneath.
            self.assertIn(process.returncode, (0, 1, 2), err)
        self.expect(self.run_program(*FIX, "."), 0)
        for i in range(100):
            self.assertEqual((self.folder / f"m{i}.py").read_text(), FIXED * 20)
        self.assertEqual(len(os.listdir(self.folder)), 100)


if __name__ == "__main__":
    unittest.main()
