"""Runs zenlint as a process and keeps what it says, for tests that mean it harm."""

import json
import os
import pathlib
import resource
import shutil
import signal
import subprocess
import tempfile
import unittest

PROGRAM = os.environ.get("ZENLINT", "zenlint")
FULL = os.environ.get("ZENLINT_FULL") == "1"
NOBODY = 65534
PATIENCE = 120  # seconds: far more than anything here takes, even in a slow build on a busy machine
MEMORY = 8 << 30  # bytes of address space

# Each line has a finding that a safe fix mends, for the tests that only need some.
FIXABLE = "x = not a in b\n"
FIXED = "x = a not in b\n"


class Done:
    """How a run ended: `code` as a shell would give it, 128 + N for a signal."""

    def __init__(self, process, out, err):
        status = process.returncode
        self.code = 128 - status if status < 0 else status
        self.signal = -status if status < 0 else 0
        self.out, self.err = out, err

    def findings(self):
        return json.loads(self.out)

    def codes(self):
        return [finding["code"] for finding in self.findings()]

    def __repr__(self):
        return f"exit {self.code}\n{self.out[-2000:].decode(errors='replace')}\n{self.err[-2000:].decode(errors='replace')}"


def limits(user=None, file_size=None):
    def set_them():
        if os.environ.get("ZENLINT_SANITIZED") != "1":  # sanitizers want terabytes of addresses
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if file_size is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (file_size, file_size))
        if user is not None and os.geteuid() == 0:
            os.setgroups([])
            os.setgid(user)
            os.setuid(user)

    return set_them


_shared = []


def program_for(user):
    """The program where that user can run it: the build folder may be closed to others."""
    if user is None:
        return PROGRAM
    if not _shared:
        folder = tempfile.TemporaryDirectory()
        os.chmod(folder.name, 0o755)
        shutil.copy(PROGRAM, folder.name)
        _shared.append(folder)
    return os.path.join(_shared[0].name, os.path.basename(PROGRAM))


class Hostile(unittest.TestCase):
    """A test with a folder of its own, which is the current one of what it runs."""

    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self.temporary.cleanup)
        self.folder = pathlib.Path(self.temporary.name)
        self.folder.chmod(0o777)

    def write(self, name, data=FIXABLE):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return path

    def start(self, *arguments, command="check", cache=False, user=None, file_size=None, **options):
        options = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
        base = [command]
        if command == "check":
            base += ["--isolated"] if cache else ["--isolated", "--no-cache"]
        environment = {**os.environ, **options.pop("environment", {})}
        return subprocess.Popen(
            [program_for(user), *base, *map(os.fspath, arguments)],
            cwd=self.folder,
            env=environment,
            preexec_fn=limits(user, file_size),
            **options,
        )

    def run_program(self, *arguments, input=None, **options):
        if input is not None:
            options["stdin"] = subprocess.PIPE
        process = self.start(*arguments, **options)
        try:
            out, err = process.communicate(input, timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            self.fail(f"{arguments}: no end within {PATIENCE} seconds")
        return Done(process, out or b"", err or b"")

    def check(self, *arguments, **options):
        return self.run_program("--select", "ALL", "--output-format", "json", *arguments, **options)

    def expect(self, done, code, *words):
        """The exit code, and words that the standard error must hold; no fault of zenlint's own."""
        self.assertEqual(done.code, code, done)
        for word in words:
            self.assertIn(word.encode(), done.err, done)


def terminate(process):
    if process.poll() is None:
        process.send_signal(signal.SIGKILL)
        process.communicate()
