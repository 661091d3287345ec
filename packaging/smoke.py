"""Asks a program about the sample of tests/install: its findings are the same JSON, byte for byte, on every system.

smoke.py WHEEL...         installs each with pip in a virtual environment of its own
smoke.py --program WORD...  asks a program, such as `wine zenlint.exe` or `qemu-aarch64-static zenlint`
"""

import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "tests/install/sample"
FIXABLE = b"def outside(x, y):\r\n    return not x in y\r\n"


def ask(program: list[str], *arguments: str, folder: str, expect: int, text: bytes = b"") -> bytes:
    done = subprocess.run([*program, *arguments], cwd=folder, input=text, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode != expect:
        sys.exit(f"smoke: {program} {arguments}: status {done.returncode}, not {expect}\n{done.stdout!r}\n{done.stderr!r}")
    return done.stdout


def same(found: bytes, wanted: bytes, what: str) -> None:
    if found != wanted:
        sys.exit(f"smoke: {what} differs\nfound:  {found!r}\nwanted: {wanted!r}")


def check(program: list[str]) -> None:
    json = ("check", "--isolated", "--no-cache", "--output-format", "json")
    with tempfile.TemporaryDirectory() as folder:
        sample = pathlib.Path(folder, "sample.py")
        sample.write_bytes((SAMPLE / "sample.py").read_bytes())
        same(ask(program, *json, "sample.py", folder=folder, expect=1), (SAMPLE / "findings.json").read_bytes(), "the JSON of the sample")
        # Line ends stay what they are, in a folder below, through the cache, and from standard input.
        pathlib.Path(folder, "a folder").mkdir()
        fixable = pathlib.Path(folder, "a folder", "löwe.py")
        fixable.write_bytes(FIXABLE)
        ask(program, "check", "--isolated", os.path.join("a folder", "löwe.py"), folder=folder, expect=1)
        ask(program, "check", "--isolated", os.path.join("a folder", "löwe.py"), folder=folder, expect=1)
        ask(program, "check", "--isolated", "--fix", "a folder", folder=folder, expect=0)
        fixed = fixable.read_bytes()
        if fixed == FIXABLE or fixed.count(b"\n") != fixed.count(b"\r\n"):
            sys.exit(f"smoke: --fix has left {fixed!r}")
        same(ask(program, "check", "--isolated", "--fix", "-", folder=folder, expect=0, text=FIXABLE), fixed, "the fix of standard input")
        # A path that begins with a slash is a path on Windows too, where other programs take it for an option.
        rooted = os.path.splitdrive(folder)[1].replace("\\", "/")
        ask(program, "check", "--isolated", "--no-cache", f"{rooted}/sample.py", folder=folder, expect=1)
        ask(program, "check", "missing.py", folder=folder, expect=2)
        ask(program, "clean", folder=folder, expect=0)
    print(f"smoke: {' '.join(program)}: ok")


def main(arguments: list[str]) -> None:
    if arguments[:1] == ["--program"]:
        return check(arguments[1:])
    scripts, suffix = ("Scripts", ".exe") if os.name == "nt" else ("bin", "")
    for wheel in arguments:
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([sys.executable, "-m", "venv", folder], check=True)
            programs = pathlib.Path(folder, scripts)
            python = str(programs / f"python{suffix}")
            subprocess.run([python, "-m", "pip", "install", "--quiet", "--no-index", wheel], check=True)
            check([str(programs / f"zenlint{suffix}")])
            check([python, "-m", "zenlint"])
            code = "import zenlint; print(len(zenlint.check('x = not 1 in y\\n', isolated=True)))"
            same(subprocess.check_output([python, "-c", code]).strip(), b"1", "what the library finds")


main(sys.argv[1:])
