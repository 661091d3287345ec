"""How far zenlint agrees with ruff, flake8 or pylint on Python files of your own, rule by rule.

    ZENLINT=build/zenlint python3 tests/peers/agreement.py --tool ruff --rules SIM118,C416 --show 5 src/

Both run with the same rule and nothing else. What counts are the lines on which findings begin (docs/agreement.md)."""

import argparse
import collections
import json
import os
import pathlib
import subprocess
import sys

os.environ.setdefault("ZENLINT_PEERS", str(pathlib.Path.cwd() / "build/peers"))
sys.path.insert(0, str(pathlib.Path(__file__).parent))
from tools import tool


def output(*command):
    return subprocess.run([str(part) for part in command], check=False, stdout=subprocess.PIPE, encoding="utf-8").stdout


def by_file(found):
    """{file: {first row: last row}}; of several findings that begin on a row, the longest."""
    rows = collections.defaultdict(dict)
    for file, row, last in found:
        file = os.path.realpath(file)
        rows[file][row] = max(rows[file].get(row, 0), last or row)
    return rows


def of_ruff(rule, files, target):
    text = output(tool("ruff"), "check", "--isolated", "--no-cache", "--preview", "--exit-zero", "--select", rule,
                  "--target-version", target, "--output-format", "json", *files)
    return by_file((f["filename"], f["location"]["row"], f["end_location"]["row"]) for f in json.loads(text) if f["code"] == rule)


def of_flake8(rule, files, target):
    text = output(tool("flake8"), "--isolated", "--exit-zero", "--select", rule, "--format", "%(row)d:%(path)s", *files)
    return by_file((path, int(row), int(row)) for row, path in (line.split(":", 1) for line in text.splitlines()))


def of_pylint(rule, files, target):
    text = output(tool("pylint"), f"--rcfile={os.devnull}", "--persistent=n", "--exit-zero", "--disable=all", f"--enable={rule}",
                  "--py-version=3." + target.removeprefix("py3"), "--output-format=json2", *files)
    found = json.loads(text)["messages"]
    return by_file((m["path"], m["line"], m["endLine"]) for m in found if rule in (m["messageId"], m["symbol"]))


def of_zenlint(rule, files, target):
    text = output(os.environ["ZENLINT"], "check", "--isolated", "--no-cache", "--preview", "--exit-zero", "--select", rule,
                  "--target-version", target, "--output-format", "json", *files)
    if not text:
        sys.exit(f"zenlint has no rule {rule}")
    return by_file((f["filename"], f["location"]["row"], f["end_location"]["row"]) for f in json.loads(text)
                   if rule in f["aliases"])


def compared(theirs, ours):
    """The rows that agree, that only they report, and that only we do. Rows that differ by one agree if the ranges overlap."""
    agreed = set(theirs) & set(ours)
    missed, extra = sorted(set(theirs) - agreed), sorted(set(ours) - agreed)
    for row in list(missed):
        near = [other for other in extra if abs(other - row) == 1 and other <= theirs[row] and row <= ours[other]]
        if near:
            agreed.add(row)
            missed.remove(row)
            extra.remove(near[0])
    return agreed, missed, extra


def share(part, whole):
    return f"{100 * part / whole:5.1f}" if whole else "    –"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tool", choices=("ruff", "flake8", "pylint"), default="ruff")
    parser.add_argument("--rules", required=True, help="codes of that tool, with commas")
    parser.add_argument("--target-version", default="py310")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print the first N differences of each rule")
    parser.add_argument("paths", nargs="+", type=pathlib.Path)
    arguments = parser.parse_args()
    files = [f for p in arguments.paths for f in (sorted(p.rglob("*.py")) if p.is_dir() else [p])]
    peer = {"ruff": of_ruff, "flake8": of_flake8, "pylint": of_pylint}[arguments.tool]
    total = collections.Counter()
    print(f"{'rule':12}{'theirs':>8}{'agreed':>8}{'missed':>8}{'extra':>8}  precision  recall")
    for rule in [*arguments.rules.split(","), None]:
        if rule:
            theirs, ours = peer(rule, files, arguments.target_version), of_zenlint(rule, files, arguments.target_version)
            count, shown = collections.Counter(), []
            for file in sorted({*theirs, *ours}):
                agreed, missed, extra = compared(theirs.get(file, {}), ours.get(file, {}))
                count.update(agreed=len(agreed), missed=len(missed), extra=len(extra))
                shown += [f"    {what} {file}:{row}" for what, rows in (("missed", missed), ("extra", extra)) for row in rows]
            total += count
        else:
            rule, count, shown = "all", total, []
        agreed, missed, extra = count["agreed"], count["missed"], count["extra"]
        print(f"{rule:12}{agreed + missed:8}{agreed:8}{missed:8}{extra:8}  {share(agreed, agreed + extra):>9}  {share(agreed, agreed + missed):>6}")
        print("".join(line + "\n" for line in shown[: arguments.show]), end="")


if __name__ == "__main__":
    main()
