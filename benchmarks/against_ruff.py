#!/usr/bin/env python3
"""Measures zenlint against ruff on the rules that both have: CPU time and peak memory, as ratios.

Both get the same files and the same selectors (ruff's codes, which zenlint's rule pages name as `aka`), one thread and no
configuration, and write into a file. What is measured, each by itself (`--what`):

    cold    no cache, statistics only
    json    no cache, every finding as JSON
    warm    every finding as JSON, from a cache that a run before has filled
    start   one empty file, no cache

Runs alternate, so that a busy machine is busy for both; still, only a
quiet one gives numbers worth noting. What is compared is the CPU time of the processes, from the kernel's accounting.

    ./zen bench                       on packages fetched from PyPI into build/bench-corpus (about 150 MB of code)
    ./zen bench FOLDER…               on these folders
    ./zen bench --rules 'SIM*,C4*'    with these rules of ruff's only
"""

from __future__ import annotations

import argparse
import fnmatch
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path

# Large, varied, and written by many hands. Wheels, since they need no build; only the Python files in them are kept.
PACKAGES = """
    django==5.1.5 homeassistant==2025.1.4 matplotlib==3.10.0 networkx==3.4.2 numpy==2.2.2 pandas==2.2.3
    scikit-learn==1.6.1 sqlalchemy==2.0.37 sympy==1.13.3 twisted==24.11.0
""".split()


@dataclass
class Run:
    cpu: float  # seconds, user and system
    wall: float  # seconds
    peak: int  # KiB
    output: str


def fetch(packages: list[str], corpus: Path) -> list[Path]:
    """The folders of the packages' Python files, downloaded where they are not there yet."""
    folders = []
    for package in packages:
        folder = corpus / package.replace("==", "-")
        folders.append(folder)
        if folder.is_dir():
            continue
        print(f"fetching {package}", file=sys.stderr)
        wheels = corpus / "wheels"
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
        command += ["--only-binary", ":all:", "--ignore-requires-python", "--dest", str(wheels), package]
        subprocess.run(command, check=True)
        (wheel,) = wheels.glob("*.whl")
        part = folder.with_suffix(".part")
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(part, [name for name in archive.namelist() if name.endswith(".py")])
        part.rename(folder)
        wheel.unlink()
    return folders


def shared_codes(pages: Path, ruff: str, wanted: str) -> tuple[list[str], bool]:
    """Ruff's codes that zenlint's rule pages carry, and whether ruff keeps one of them behind --preview."""
    aliases: set[str] = set()
    for page in pages.rglob("*.md"):
        text = page.read_text(encoding="utf-8")
        if re.search("^made by: engine", text, re.MULTILINE):
            continue  # the tool's own findings, which nobody chooses for their speed
        for line in re.findall(r"^aka:?[ \t]+(.*)$", text, re.MULTILINE):
            aliases.update(re.split(r"[,\s]+", line.strip()))
    every = json.loads(subprocess.check_output([ruff, "rule", "--all", "--output-format", "json"]))
    known = {rule["code"]: rule for rule in every if "Removed" not in rule["status"]}
    patterns = [pattern.strip() for pattern in wanted.split(",")]
    codes = sorted(
        code for code in aliases & known.keys() if any(fnmatch.fnmatchcase(code, pattern) for pattern in patterns)
    )
    return codes, any(known[code].get("preview") for code in codes)


# Runs the rest of the command line and writes what the kernel accounts to it into a file. A process of its own: whatever starts
# another hands its own peak memory down, and this one has read reports of 100 MB.
LAUNCH = """
import os, sys, time
begin = time.monotonic()
child = os.spawnvp(os.P_NOWAIT, sys.argv[2], sys.argv[2:])
_, status, usage = os.wait4(child, 0)
with open(sys.argv[1], "w") as file:
    print(os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, time.monotonic() - begin, usage.ru_maxrss, file=file)
"""


def measured(command: list[str], environment: dict[str, str]) -> Run:
    """One run, with what the kernel accounts to the process itself."""
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as errors, tempfile.NamedTemporaryFile("r") as usage:
        launch = [sys.executable, "-I", "-S", "-c", LAUNCH, usage.name, *command]
        subprocess.run(launch, stdout=output, stderr=errors, env=environment, check=True)
        status, cpu, wall, peak = usage.read().split()
        for file in (output, errors):
            file.seek(0)
        if status != "0":
            sys.exit(f"{' '.join(command[:3])} … ended with {status}:\n{errors.read()[-2000:]}")
        return Run(float(cpu), float(wall), int(peak), output.read())


def findings(output: str) -> int:
    """How many findings there are in JSON, or the sum of the counts that the statistics begin their lines with."""
    if output.startswith("["):
        return len(json.loads(output))
    return sum(int(count) for count in re.findall(r"^\s*(\d+)\s", output, re.MULTILINE))


def compare(what: str, commands: dict[str, list[str]], rounds: int, size: int) -> None:
    """Runs both in turn, so often, after a round that warms the file cache (and fills theirs); prints the numbers."""
    environment = os.environ | {"RAYON_NUM_THREADS": "1", "NO_COLOR": "1"}
    runs: dict[str, list[Run]] = {tool: [] for tool in commands}
    for number in range(rounds + 1):
        for tool in sorted(commands, reverse=number % 2 == 0):
            run = measured(commands[tool], environment)
            if number:
                runs[tool].append(run)
    print(f"\n{what:18} {'CPU min':>10} {'median':>10} {'wall min':>10} {'peak MB':>9} {'MB/s CPU':>9} {'findings':>9}")
    for tool, mine in runs.items():
        cpu = [run.cpu for run in mine]
        print(
            f"{tool:18} {min(cpu):9.3f}s {statistics.median(cpu):9.3f}s {min(run.wall for run in mine):9.3f}s"
            f" {max(run.peak for run in mine) / 1024:9.0f} {size / 1e6 / min(cpu):9.1f} {findings(mine[-1].output):9,}"
        )

    def ratio(of) -> float:
        return of(runs["zenlint"]) / of(runs["ruff"])

    print(
        f"zenlint / ruff: CPU {ratio(lambda r: min(x.cpu for x in r)):.3f} (min),"
        f" {ratio(lambda r: statistics.median(x.cpu for x in r)):.3f} (median),"
        f" peak memory {ratio(lambda r: max(x.peak for x in r)):.2f}"
    )


def main() -> None:
    root = Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="what to lint; default: packages from PyPI")
    parser.add_argument("--zenlint", default=str(root / "build/zenlint"))
    parser.add_argument("--ruff", default="ruff")
    parser.add_argument("--corpus", type=Path, default=root / "build/bench-corpus", help="where packages are kept")
    parser.add_argument("--packages", default=" ".join(PACKAGES), help="which ones: 'name==version …'")
    parser.add_argument("--rules", default="*", help="ruff codes to compare, as patterns: 'SIM*,E711'")
    parser.add_argument("--what", default="cold,json,warm,start", help="what to measure, with commas between")
    parser.add_argument("--runs", type=int, default=5, help="of each tool; one more warms the file cache")
    arguments = parser.parse_args()

    codes, preview = shared_codes(root / "rules", arguments.ruff, arguments.rules)
    if not codes:
        sys.exit("no rule page names a code of ruff's that --rules lets through")
    folders = arguments.folders or fetch(arguments.packages.split(), arguments.corpus)
    files = [file for folder in folders for file in ([folder] if folder.is_file() else folder.rglob("*.py"))]
    size = sum(file.stat().st_size for file in files)
    lines = sum(file.read_bytes().count(b"\n") for file in files)

    versions = {
        "zenlint": subprocess.check_output([arguments.zenlint, "version"], text=True).split()[-1],
        "ruff": subprocess.check_output([arguments.ruff, "--version"], text=True).split()[-1],
    }
    print(f"zenlint {versions['zenlint']}, ruff {versions['ruff']}; one thread each")
    print(f"{len(files):,} files, {size / 1e6:.1f} MB, {lines:,} lines; {len(codes)} rules: {' '.join(codes)}")
    common = ["check", "--isolated", "--exit-zero", "--select", ",".join(codes)]
    tools = {
        "zenlint": [arguments.zenlint, *common, "--jobs", "1"],
        "ruff": [arguments.ruff, *common, *(["--preview"] if preview else [])],
    }
    with tempfile.TemporaryDirectory() as scratch:
        empty = Path(scratch, "empty.py")
        empty.touch()
        for what in arguments.what.split(","):
            commands = {}
            for tool, command in tools.items():
                cache = ["--cache-dir", str(Path(scratch, tool))] if what == "warm" else ["--no-cache"]
                form = ["--output-format", "json"] if what in ("json", "warm") else ["--statistics"]
                where = [str(empty)] if what == "start" else [str(folder) for folder in folders]
                commands[tool] = [*command, *cache, *form, *where]
            rounds = 4 * arguments.runs if what == "start" else arguments.runs
            compare(what, commands, rounds, 0 if what == "start" else size)


if __name__ == "__main__":
    main()
