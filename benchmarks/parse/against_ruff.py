#!/usr/bin/env python3
"""Measures reading and parsing against ruff's cheapest run, as the ratio of the processes' CPU times.

Ruff gets one rule that looks at nothing (E902), one thread, no cache and no configuration: what is left is to find, read and
parse the files. bench-parse finds, reads and parses the same ones. Runs alternate.

    benchmarks/parse/against_ruff.py BENCH_PARSE FOLDER…
"""

import os
import resource
import statistics
import subprocess
import sys


def cpu_of(command: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=os.environ | {"RAYON_NUM_THREADS": "1"})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(bench: str, *folders: str) -> None:
    ours, theirs = [], []
    for _ in range(5):
        ours.append(cpu_of([bench, "--alone", "--rounds", "1", *folders]))
        ruff = "ruff check --isolated --no-cache --quiet --exit-zero --select E902".split()
        theirs.append(cpu_of([*ruff, *folders]))
    us, them = statistics.median(ours), statistics.median(theirs)
    print(f"zenlint {us:.2f} s, ruff {them:.2f} s: ruff takes {them / us:.1f} times as long")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
