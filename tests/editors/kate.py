"""Kate without a screen, with the server settings of editors/kate/README.md: starts the server, opens the file with it, and
is told the finding. What Kate shows is not to be seen from outside, so the messages are read on their way."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

from snippets import snippet

LOOP = "def show(names):\n    for i in range(len(names)):\n        print(names[i])\n"
# Stands in for zenlint on PATH and keeps what goes by.
BETWEEN = """#!/bin/sh
tee '{folder}/sent' | '{program}' "$@" | tee '{folder}/answered'
"""
SETTINGS = """[Kate Plugins]
lspclientplugin=true

[lspclient]
AllowedServerCommandLines={folder}/bin/zenlint lsp
ServerConfiguration=file://{folder}/lsp.json
"""


def messages(path: pathlib.Path) -> list[dict]:
    """The whole messages in a stream so far."""
    data, found = path.read_bytes() if path.exists() else b"", []
    while b"\r\n\r\n" in data:
        head, _, data = data.partition(b"\r\n\r\n")
        size = next(int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length"))
        if len(data) < size:
            break
        found.append(json.loads(data[:size]))
        data = data[size:]
    return found


def main():
    kate, session = shutil.which("kate"), shutil.which("dbus-run-session")
    if not kate or not session:
        print("skipped: Kate is not installed (kate, dbus)")
        return 77
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for part in ("bin", "config", "data", "run"):
            (folder / part).mkdir(mode=0o700)
        between = folder / "bin/zenlint"
        between.write_text(BETWEEN.format(folder=folder, program=pathlib.Path(os.environ["ZENLINT"]).resolve()))
        between.chmod(0o755)
        (folder / "main.py").write_text(LOOP)
        (folder / "lsp.json").write_text(snippet("editors/kate/README.md", "json", '"servers"'))
        (folder / "config/katerc").write_text(SETTINGS.format(folder=folder))
        environment = dict(os.environ, PATH=f"{folder}/bin:{os.environ['PATH']}", HOME=name, QT_QPA_PLATFORM="offscreen",
                           XDG_CONFIG_HOME=f"{folder}/config", XDG_DATA_HOME=f"{folder}/data",
                           XDG_RUNTIME_DIR=f"{folder}/run")  # fmt: skip
        run = subprocess.Popen([session, "--", kate, "--block", "--startanon", "main.py"], cwd=folder, env=environment,
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)  # fmt: skip
        try:
            codes, end = [], time.monotonic() + 60
            while not codes and time.monotonic() < end and run.poll() is None:
                time.sleep(0.2)
                for message in messages(folder / "answered"):
                    if message.get("method") == "textDocument/publishDiagnostics":
                        codes += [d["code"] for d in message["params"]["diagnostics"]]
            methods = [message.get("method") for message in messages(folder / "sent")]
        finally:
            os.killpg(run.pid, 15)
            said = run.communicate(timeout=20)[0].decode(errors="replace")
        print(methods, codes)
        if "textDocument/didOpen" in methods and "ZEN0102" in codes:
            print("ok")
            return 0
        print("failed:", said)
        return 1


if __name__ == "__main__":
    sys.exit(main())
