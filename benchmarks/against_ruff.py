#!/usr/bin/env python3
"""Measures zenlint against ruff on the rules that both have: CPU time and peak memory, as ratios.

Both get the same files and the same selectors (ruff's codes, which zenlint's rule pages name as `aka`), one thread, no
cache, no configuration, and print statistics only. Runs alternate, so that a busy machine is busy for both; still, only a
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


def measured(command: list[str], environment: dict[str, str]) -> Run:
    """One run, with what the kernel accounts to the process itself."""
    begin = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, text=True)
    # Statistics are short, so neither pipe fills up while the other is read.
    output, errors = process.stdout.read(), process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.monotonic() - begin
    if process.returncode:
        sys.exit(f"{' '.join(command[:3])} … ended with {process.returncode}:\n{errors[-2000:]}")
    return Run(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss, output)


def findings(output: str) -> int:
    """The sum of the counts that the statistics begin their lines with."""
    return sum(int(count) for count in re.findall(r"^\s*(\d+)\s", output, re.MULTILINE))


def main() -> None:
    root = Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="what to lint; default: packages from PyPI")
    parser.add_argument("--zenlint", default=str(root / "build/zenlint"))
    parser.add_argument("--ruff", default="ruff")
    parser.add_argument("--corpus", type=Path, default=root / "build/bench-corpus", help="where packages are kept")
    parser.add_argument("--packages", default=" ".join(PACKAGES), help="which ones: 'name==version …'")
    parser.add_argument("--rules", default="*", help="ruff codes to compare, as patterns: 'SIM*,E711'")
    parser.add_argument("--runs", type=int, default=5, help="of each tool; one more warms the file cache")
    arguments = parser.parse_args()

    codes, preview = shared_codes(root / "rules", arguments.ruff, arguments.rules)
    if not codes:
        sys.exit("no rule page names a code of ruff's that --rules lets through")
    folders = arguments.folders or fetch(arguments.packages.split(), arguments.corpus)
    files = [file for folder in folders for file in ([folder] if folder.is_file() else folder.rglob("*.py"))]
    size = sum(file.stat().st_size for file in files)
    lines = sum(file.read_bytes().count(b"\n") for file in files)

    common = ["check", "--isolated", "--no-cache", "--statistics", "--exit-zero", "--select", ",".join(codes)]
    paths = [str(folder) for folder in folders]
    commands = {
        "zenlint": [arguments.zenlint, *common, "--jobs", "1", *paths],
        "ruff": [arguments.ruff, *common, *(["--preview"] if preview else []), *paths],
    }
    environment = os.environ | {"RAYON_NUM_THREADS": "1", "NO_COLOR": "1"}
    versions = {
        "zenlint": subprocess.check_output([arguments.zenlint, "version"], text=True).split()[-1],
        "ruff": subprocess.check_output([arguments.ruff, "--version"], text=True).split()[-1],
    }
    runs: dict[str, list[Run]] = {"zenlint": [], "ruff": []}
    for number in range(arguments.runs + 1):
        for tool in sorted(commands, reverse=number % 2 == 0):
            run = measured(commands[tool], environment)
            if number:
                runs[tool].append(run)

    print(f"{len(files):,} files, {size / 1e6:.1f} MB, {lines:,} lines; {len(codes)} rules: {' '.join(codes)}")
    print(f"{'':18} {'CPU min':>9} {'median':>9} {'wall min':>9} {'peak MB':>9} {'MB/s CPU':>9} {'findings':>9}")
    for tool, mine in runs.items():
        cpu = [run.cpu for run in mine]
        print(
            f"{tool + ' ' + versions[tool]:18} {min(cpu):8.2f}s {statistics.median(cpu):8.2f}s"
            f" {min(run.wall for run in mine):8.2f}s {max(run.peak for run in mine) / 1024:9.0f}"
            f" {size / 1e6 / min(cpu):9.1f} {findings(mine[-1].output):9,}"
        )

    def ratio(of) -> float:
        return of(runs["zenlint"]) / of(runs["ruff"])

    print(
        f"zenlint / ruff: CPU {ratio(lambda r: min(x.cpu for x in r)):.2f} (min),"
        f" {ratio(lambda r: statistics.median(x.cpu for x in r)):.2f} (median),"
        f" peak memory {ratio(lambda r: max(x.peak for x in r)):.2f}"
    )


if __name__ == "__main__":
    main()
