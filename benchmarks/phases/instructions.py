"""Instructions per source byte, phase by phase, counted by callgrind: the same on every machine, however busy.

    instructions.py BENCH_PHASES [--build NAME] [--limits FILE] [--write FILE] PATH...

Prints a table. With --limits, what the file has for this build (a compiler, its optimisation, a processor) stands beside it,
and the run fails where a phase takes more than 10 % above it; without anything for this build it ends with status 77.
--write puts the table into such a file.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

PHASES = ["read", "parse", "names", "walk", "rules", "findings"]
HEADROOM = 1.10
SKIPPED = 77


def count(program: str, phase: str, paths: list[str]) -> tuple[int, int]:
    """The instructions of a run up to that phase, and the bytes of source that it reads."""
    run = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", program, phase, *paths],
        capture_output=True, text=True,
    )
    collected = re.search(r"Collected : (\d+)", run.stderr)
    if run.returncode != 0 or not collected:
        sys.exit(f"{program} {phase} failed:\n{run.stdout}{run.stderr}")
    return int(collected[1]), int(run.stdout.split()[2])


def measured(program: str, paths: list[str]) -> dict[str, float]:
    """What each phase adds, per byte. `findings` is all that `lint` does, without the files and the rules' set-up."""
    _, size = count(program, "read", paths)
    if size == 0:
        sys.exit("no Python files there")
    totals = {phase: count(program, phase, paths)[0] for phase in PHASES}
    empty, _ = count(program, "read", [])
    costs = {"read": totals["read"] - empty}
    for before, phase in zip(PHASES, PHASES[1:]):
        costs[phase] = totals[phase] - totals["names" if phase == "rules" else before]
    costs["findings"] = totals["findings"] - totals["rules"]
    costs["all"] = totals["findings"] - empty
    return {phase: round(instructions / size, 2) for phase, instructions in costs.items()}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--build", default="", help="what the table is for: `GNU 12 x86_64 -O3 -DNDEBUG`")
    parser.add_argument("--limits", type=Path)
    parser.add_argument("--write", type=Path)
    arguments = parser.parse_args()

    limits = {}
    if arguments.limits:
        if not shutil.which("valgrind"):
            print("valgrind, which counts instructions, is not installed")
            return SKIPPED
        limits = json.loads(arguments.limits.read_text()).get(arguments.build)
        if limits is None and not arguments.write:
            print(f"{arguments.limits} has no limits for `{arguments.build}`; `--write {arguments.limits}` adds them")
            return SKIPPED
    costs = measured(arguments.program, arguments.paths)
    limits = limits or {}
    too_much = 0
    print(f"{'phase':10} {'now':>8} {'before':>8}   instructions per source byte")
    for phase, cost in costs.items():
        before = limits.get(phase)
        over = before is not None and cost > before * HEADROOM + 0.2
        too_much += over
        print(f"{phase:10} {cost:8.2f} {'' if before is None else f'{before:8.2f}':>8} {'  over the limit' if over else ''}")
    if arguments.write:
        tables = json.loads(arguments.write.read_text()) if arguments.write.exists() else {}
        tables[arguments.build] = costs
        arguments.write.write_text(json.dumps(tables, indent=2, sort_keys=True) + "\n")
        return 0
    return 1 if too_much else 0


if __name__ == "__main__":
    sys.exit(main())
