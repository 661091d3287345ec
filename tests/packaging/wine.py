"""Runs the transcripts of tests/cli and the tests of the language server on a Windows program, in Wine.

wine.py [--wine WINE] [--prefix FOLDER] [--logs FOLDER] PROGRAM.exe TRANSCRIPTS [NAME...]

TRANSCRIPTS is the runner of tests/cli. A NAME is that of a page or of a test of the server, such as `fix` or `lsp/edits`; without one, all run.
Prints how many commands or tests of each have passed and failed; the logs say which. NOT_HERE counts those that cannot pass.
"""

import argparse
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SERVER = ("lifecycle", "diagnostics", "actions", "knowledge", "settings", "edits")

# How many commands of a page ask for what Windows or Wine lacks. More than these is a failure.
NOT_HERE = {
    "course": (1, "file names that Windows does not have"),
    "files": (6, "symbolic links, paths that only Linux finds too long, $HOME"),
    "formats": (3, "file names that Windows does not have"),
    "interactive": (3, "editors that are shell scripts"),
    "keys": (1, "$HOME"),
    "old-code": (7, "git"),
    "trouble": (1, "a current folder that is removed"),
}
# Folders in variables of the environment: a Windows program wants the drive too.
FOLDERS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")


def run(command, environment, log):
    done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    log.write_bytes(done.stdout)
    return done.stdout.decode(errors="replace")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--wine", default="/usr/lib/wine/wine64", help="Debian's by default")
    parser.add_argument("--prefix", type=pathlib.Path, help="folder of Wine's settings, kept for the next time")
    parser.add_argument("--logs", type=pathlib.Path, default=pathlib.Path("wine-logs"), help="gets the output of each")
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("transcripts", type=pathlib.Path)
    parser.add_argument("names", nargs="*", metavar="NAME")
    arguments = parser.parse_args()
    names = arguments.names or [page.stem for page in sorted((ROOT / "tests/cli").glob("*.md")) if page.stem != "README"]
    if not arguments.names:
        names += [f"lsp/{subject}" for subject in SERVER]
    arguments.logs.mkdir(parents=True, exist_ok=True)
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        prefix = (arguments.prefix or pathlib.Path(folder, "prefix")).resolve()
        # On PATH, the program is called as on POSIX systems.
        program = pathlib.Path(folder, "bin/zenlint")
        program.parent.mkdir()
        folders = "".join(f'{name}=${{{name}:+Z:${name}}}\n' for name in FOLDERS)
        program.write_text(f"#!/bin/sh\n{folders}WINEPREFIX={shlex.quote(str(prefix))} WINEDEBUG=-all WINEDLLOVERRIDES=mscoree,mshtml= "
                           f'exec timeout --foreground 300 {shlex.quote(arguments.wine)} {shlex.quote(str(arguments.program.resolve()))} "$@"\n')
        program.chmod(0o755)
        environment = {**os.environ, "ZENLINT": str(program), "ZENLINT_DRIVE": "Z:", "PYTHONDONTWRITEBYTECODE": "1"}
        for name in names:
            log = arguments.logs / (name.replace("/", "-") + ".txt")
            if name.startswith("lsp/"):
                text = run([sys.executable, ROOT / f"tests/{name}.py"], environment, log)
                count = re.search(r"^Ran (\d+) tests?", text, re.MULTILINE)
                bad = sum(int(n) for n in re.findall(r"(?:failures|errors)=(\d+)", text))
                result = f"{int(count[1]) - bad} passed, {bad} failed" if count else "did not run"
            else:
                text = run([arguments.transcripts, "--program", program, ROOT / f"tests/cli/{name}.md"], environment, log)
                result = (text.splitlines() or ["did not run"])[-1]
            known, why = NOT_HERE.get(name, (0, ""))
            bad = re.search(r", (\d+) failed$", result)
            failed = failed or not bad or int(bad[1]) > known
            print(f"{name}: {result}" + (f" ({known} expected: {why})" if known else ""), flush=True)
    sys.exit(failed)


main()
