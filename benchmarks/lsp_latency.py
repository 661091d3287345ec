#!/usr/bin/env python3
"""How long an edit takes to become diagnostics: zenlint's language server against `ruff server`, with the same client.

    benchmarks/lsp_latency.py --corpus 'build/bench-corpus/**/*.py' --ruff "$(command -v ruff)"

The text is made of real files, cut at each size. One character after the other is typed in its middle: `code`, most states
of which do not parse, or `comment`, all of which do. The clock runs from the first byte of didChange to the last byte of the
diagnostics of that text. Servers take turns, run by run, so that what else the machine does meets both; the ratio is that
of the medians of all runs. Processor time per edit is the server's own, which other work disturbs less.
"""

import argparse
import glob
import json
import os
import shutil
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

TYPED = {
    "code": "    return [xs[i] for i in range(len(xs)) if xs[i] == None or len(xs) == 0]",
    "comment": "# a comment, typed one letter at a time, so that each state of the file parses well",
}
TICKS = os.sysconf("SC_CLK_TCK")


def document(pattern: str, size: int) -> tuple[str, int]:
    """A text of that many lines which parses, and a line in its middle at which a statement begins."""
    lines: list[str] = []
    for name in sorted(glob.glob(pattern, recursive=True)):
        try:
            text = Path(name).read_text(encoding="utf-8")
        except (UnicodeDecodeError, OSError):
            continue
        if len(text) > 400 and "from __future__" not in text:
            lines += text.splitlines()
        if len(lines) > size + 4000:
            break
    starts = ("def ", "class ", "import ", "from ")
    cut = min(size, len(lines) - 1)
    while cut > 0 and not (lines[cut].startswith(starts) and not lines[cut - 1].strip()):
        cut -= 1
    lines = lines[:cut] + [f"PAD_{n} = {n}" for n in range(size - cut)]
    text = "\n".join(lines) + "\n"
    compile(text, "benchmark", "exec", dont_inherit=True)
    middle = len(lines) // 2
    while not (lines[middle].startswith(("def ", "class ")) and not lines[middle - 1].strip()):
        middle += 1
    return text, middle


class Server:
    def __init__(self, command: list[str], folder: str):
        self.process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0
        )
        self.rest = b""
        self.last_id = 0

    def send(self, message: dict) -> float:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        data = memoryview(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        start = time.perf_counter()
        while data:
            data = data[self.process.stdin.write(data) :]
        return start

    def read(self) -> tuple[bytes, float]:
        def more() -> bytes:
            if not (data := os.read(self.process.stdout.fileno(), 1 << 20)):
                raise SystemExit("the server has gone")
            return data

        while b"\r\n\r\n" not in self.rest:
            self.rest += more()
        head, _, self.rest = self.rest.partition(b"\r\n\r\n")
        size = next(int(h.split(b":")[1]) for h in head.split(b"\r\n") if h.lower().startswith(b"content-length"))
        parts, have = [self.rest], len(self.rest)
        while have < size:
            parts.append(more())
            have += len(parts[-1])
        end, whole = time.perf_counter(), b"".join(parts)
        self.rest = whole[size:]
        return whole[:size], end

    def wait(self, wanted) -> tuple[dict, float]:
        while True:
            body, end = self.read()
            message = json.loads(body)
            if "method" in message and "id" in message:
                empty = [{} for _ in message.get("params", {}).get("items", [])]
                self.send({"id": message["id"], "result": empty})
            elif wanted(message):
                return message, end

    def request(self, method: str, params) -> tuple[dict, float]:
        self.last_id += 1
        mine = self.last_id
        self.send({"id": mine, "method": method, "params": params})
        return self.wait(lambda m: m.get("id") == mine and "method" not in m)

    def notify(self, method: str, params) -> float:
        return self.send({"method": method, "params": params})

    def processor_seconds(self) -> float:
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory(self) -> tuple[float, float]:
        """Resident now and at most, in MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        found = {line.split(":")[0]: line.split()[1] for line in status.splitlines() if line.startswith("Vm")}
        return int(found["VmRSS"]) / 1024, int(found["VmHWM"]) / 1024


def run(command: list[str], text: str, middle: int, mode: str, typed: str) -> dict:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "edited.py")
        path.write_text(text)
        uri = path.as_uri()
        server = Server(command, folder)
        documents = {"publishDiagnostics": {"versionSupport": True}}
        if mode == "pull":
            documents["diagnostic"] = {}
        general = {"positionEncodings": ["utf-16"]}
        where = {"rootUri": Path(folder).as_uri(), "workspaceFolders": [{"uri": Path(folder).as_uri(), "name": "b"}]}
        capabilities = {"textDocument": documents, "general": general}
        server.request("initialize", {"processId": os.getpid(), "capabilities": capabilities, **where})
        server.notify("initialized", {})
        version = 1

        def diagnostics() -> tuple[int, float]:
            if mode == "pull":
                answer, end = server.request("textDocument/diagnostic", {"textDocument": {"uri": uri}})
                return len(answer["result"]["items"]), end

            def this(m):
                return m.get("method") == "textDocument/publishDiagnostics" and m["params"].get("version") == version

            answer, end = server.wait(this)
            return len(answer["params"]["diagnostics"]), end

        def insert(line: int, column: int, new: str) -> float:
            nonlocal version
            version += 1
            place = {"line": line, "character": column}
            change = [{"range": {"start": place, "end": place}, "text": new}]
            return server.notify(
                "textDocument/didChange", {"textDocument": {"uri": uri, "version": version}, "contentChanges": change}
            )

        opened = {"uri": uri, "languageId": "python", "version": version, "text": text}
        server.notify("textDocument/didOpen", {"textDocument": opened})
        diagnostics()
        insert(middle, 0, "def zen(xs):\n\n" if typed.startswith(" ") else "\n\n")
        diagnostics()
        times, counts, before = [], [], server.processor_seconds()
        for column, character in enumerate(typed[:50]):
            start = insert(middle + 1, column, character)
            count, end = diagnostics()
            times.append((end - start) * 1000)
            counts.append(count)
        busy = (server.processor_seconds() - before) / len(times) * 1000
        start = time.perf_counter()
        for column in range(50):
            insert(middle + 1, len(typed[:50]) + column, "x")
        burst = (diagnostics()[1] - start) * 1000
        resident, peak = server.memory()
        server.request("shutdown", None)
        server.notify("exit", None)
        server.process.wait(10)
        return {"times": times, "busy": busy, "burst": burst, "resident": resident, "peak": peak, "fewest": min(counts)}


def main() -> None:
    root = Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--zenlint", default=str(root / "build/zenlint"))
    parser.add_argument("--ruff", default="ruff")
    parser.add_argument("--corpus", default=str(root / "build/bench-corpus/**/*.py"), help="glob of real Python files")
    parser.add_argument("--lines", default="1000,10000,50000")
    parser.add_argument("--modes", default="pull,push")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", help="write all that was measured here")
    arguments = parser.parse_args()
    programs = {name: shutil.which(getattr(arguments, name)) for name in ("zenlint", "ruff")}
    if missing := [name for name, program in programs.items() if not program]:
        parser.error(f"there is no {' and no '.join(missing)}: say where with --{missing[0]}")
    verbs = {"zenlint": "lsp", "ruff": "server"}
    servers = {name: [os.path.abspath(program), verbs[name]] for name, program in programs.items()}
    print(f"load when it began: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors; milliseconds and megabytes")
    print("| lines | typed, mode | | p50 | p95 | processor | 50 edits at once | memory | peak | fewest findings |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    kept = []
    for lines in map(int, arguments.lines.split(",")):
        text, middle = document(arguments.corpus, lines)
        for mode in arguments.modes.split(","):
            for what, typed in TYPED.items():
                runs = {name: [] for name in servers}
                for _ in range(arguments.rounds):
                    for name, command in servers.items():
                        runs[name].append(run(command, text, middle, mode, typed))
                rows = {}
                for name, of_server in runs.items():
                    times = sorted(t for r in of_server for t in r["times"])
                    middle_of = {key: statistics.median(r[key] for r in of_server) for key in of_server[0] if key != "times"}
                    row = {"p50": statistics.median(times), "p95": times[int(len(times) * 0.95)], **middle_of}
                    rows[name] = row
                    kept.append({"server": name, "lines": lines, "mode": mode, "typed": what, **row})
                    print(
                        f"| {lines} | {what}, {mode} | {name} | {row['p50']:.2f} | {row['p95']:.2f} | {row['busy']:.2f} "
                        f"| {row['burst']:.1f} | {row['resident']:.0f} | {row['peak']:.0f} | {row['fewest']} |"
                    )
                shown = ("p50", "p95", "busy", "burst", "resident", "peak")
                ratios = (f"{rows['zenlint'][k] / max(rows['ruff'][k], 1e-9):.2f}" for k in shown)
                print(f"| | | ratio | {' | '.join(ratios)} | |", flush=True)
    if arguments.json:
        Path(arguments.json).write_text(json.dumps(kept, indent=1))


if __name__ == "__main__":
    main()
