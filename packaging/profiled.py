"""The release program, optimised by a profile of its own runs (see cmake/pgo.cmake), in build/profiled.

profiled.py           builds it: once to be watched, then for good
profiled.py package   and packs it, as cpack does with an ordinary build, into build/dist

It is trained on the Python of this repository, the examples of the rules' pages included, which no benchmark measures. What it
finds is what an ordinary build finds.
"""

import os
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
FOLDER = ROOT / "build" / "profiled"
TRAINING = ["fixtures", "tests", "packaging", "benchmarks", "python"]


def run(*command: object, status: "tuple[int, ...]" = (0,), **options: object) -> None:
    done = subprocess.run([str(word) for word in command], cwd=ROOT, **options)
    if done.returncode not in status:
        sys.exit(f"profiled: `{' '.join(map(str, command))}` ended with status {done.returncode}")


def build(mode: str, *targets: str) -> None:
    # A cache of objects names the sources otherwise in one build than in the next, and then g++ takes the profile for old.
    options = [f"-DZENLINT_PGO={mode}", "-DZENLINT_TESTS=OFF", "-DZENLINT_PRECOMPILE=OFF",
               "-DCMAKE_C_COMPILER_LAUNCHER=", "-DCMAKE_CXX_COMPILER_LAUNCHER="]
    run("cmake", "--preset", "release", "-B", FOLDER, *options, stdout=subprocess.DEVNULL)
    run("cmake", "--build", FOLDER, *(word for target in targets for word in ("--target", target)))


def train() -> None:
    """What people run: the default rules and all of them, statistics and JSON, one thread and several."""
    program = FOLDER / "zenlint"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    check = [program, "check", "--isolated", "--no-cache"]
    for more in (["--statistics"], ["--select", "ALL", "--statistics"], ["--select", "ALL", "--output-format", "json"], []):
        run(*check, "--jobs", "1", *more, *TRAINING, status=(0, 1), **quiet)
    run(*check, *TRAINING, status=(0, 1), **quiet)
    run(program, "test", *sorted((ROOT / "rules").rglob("*.md")), **quiet)


def main() -> None:
    if not shutil.which("g++"):
        sys.exit("profiled: g++ is needed")
    os.environ.setdefault("CXX", "g++")
    os.environ.setdefault("CC", "gcc")
    for old in FOLDER.rglob("*.gcda") if FOLDER.is_dir() else ():
        old.unlink()  # a profile of other code
    build("generate", "zenlint")
    train()
    build("use")
    if sys.argv[1:] == ["package"]:
        run("cpack", "-B", ROOT / "build" / "dist", "--config", FOLDER / "CPackConfig.cmake")


if __name__ == "__main__":
    main()
