"""The VS Code extension: type-checked, bundled, run against a stub of `vscode`, packaged; the server driven by VS Code's own
protocol libraries. Works on a copy in the folder given, so that nothing lands in the sources."""

import hashlib
import os
import pathlib
import shutil
import subprocess
import sys

from snippets import ROOT


def main():
    if not shutil.which("node") or not shutil.which("npm"):
        print("skipped: node or npm is not installed")
        return 77
    source, copy = ROOT / "editors/vscode", pathlib.Path(sys.argv[1]).resolve()
    for name in ("src", "test", "dist"):
        shutil.rmtree(copy / name, ignore_errors=True)
    ignored = shutil.ignore_patterns("node_modules", "dist", "*.vsix")
    shutil.copytree(source, copy, dirs_exist_ok=True, ignore=ignored)
    lock = hashlib.sha256((source / "package-lock.json").read_bytes()).hexdigest()
    stamp = copy / "installed"
    environment = dict(os.environ, ZENLINT=str(pathlib.Path(os.environ["ZENLINT"]).resolve()), OUT=str(copy / "dist/test"))

    def run(*command):
        print("$", *command, flush=True)
        subprocess.run(command, cwd=copy, env=environment, check=True, stdin=subprocess.DEVNULL)

    try:
        if not stamp.exists() or stamp.read_text() != lock:
            run("npm", "ci", "--silent")
            # The bundler's program comes with its package for this platform; nothing is to be run after an install.
            stamp.write_text(lock)
        run("node", "--test", "test/protocol.mjs", "test/extension.cjs")
        run("npm", "run", "--silent", "package")
    except subprocess.CalledProcessError as error:
        print(f"failed: {error}")
        return 1
    if not (copy / "zenlint.vsix").exists():
        print("failed: no zenlint.vsix")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
