"""The program of a wheel (src/launcher) finds the library of its own version wherever an installer puts the two, and says so where
there is none. The library is made up.

launcher.py C++COMPILER
"""

import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
LIBRARY = "libzenlint.dylib" if sys.platform == "darwin" else "libzenlint.so"
SOURCE = """
#include <stdio.h>
extern "C" const char* zenlint_version() { return "%s"; }
extern "C" int zenlint_main(int argc, const char* const* argv) { printf("%s %%d %%s", argc, argv[argc - 1]); return 7; }
"""


def compiled(compiler, text, out, *options):
    subprocess.run([compiler, "-x", "c++", "-std=c++20", "-", "-o", out, *options], input=text, text=True, check=True)


def main(compiler):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name).resolve()
        launcher = (ROOT / "src/launcher/posix.cpp").read_text()
        compiled(compiler, launcher, folder / "launcher", '-DZENLINT_VERSION="2.0"', "-fno-exceptions", "-fno-rtti", "-ldl")
        made = {}
        for version in ("1.0", "2.0"):
            compiled(compiler, SOURCE % (version, version), folder / version, "-shared", "-fPIC")
            made[version] = (folder / version).read_bytes()

        def ask(program, answer):
            done = subprocess.run([program, "check", "a b"], capture_output=True, text=True)
            assert (done.returncode, done.stdout) == answer, (program, done)
            return done.stderr

        def lay(prefix, programs, *libraries):
            program = folder / prefix / programs / "zenlint"
            program.parent.mkdir(parents=True)
            program.write_bytes((folder / "launcher").read_bytes())
            program.chmod(0o755)
            for version, place in libraries:
                file = folder / prefix / place / LIBRARY
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(made[version])
            return program

        found = (7, "2.0 3 a b")
        ask(lay("archive", "", ("2.0", "")), found)
        ask(lay("target", "bin", ("2.0", "zenlint")), found)
        environment = lay("environment", "bin", ("2.0", "lib/python3.12/site-packages/zenlint"))
        ask(environment, found)
        ask(lay("other", "bin", ("2.0", "lib64/pypy3.10/site-packages/zenlint")), found)
        ask(lay("debian", "bin", ("2.0", "lib/python3/dist-packages/zenlint")), found)
        # Programs are shared by the Pythons of a prefix; the last that was installed is there.
        ask(lay("two", "bin", *((v, f"lib/python3.{m}/site-packages/zenlint") for m, v in enumerate(("1.0", "2.0", "1.0"), 9))), found)
        # A tool's environment, of which only a link is on PATH.
        link = folder / "on path/zenlint"
        link.parent.mkdir()
        link.symlink_to(environment)
        ask(link, found)
        for program in (lay("without", "bin"), lay("old", "bin", ("1.0", "lib/python3.12/site-packages/zenlint"))):
            said = ask(program, (2, ""))
            assert "version 2.0 was not found" in said and str(program.parent) in said, said


main(sys.argv[1])
