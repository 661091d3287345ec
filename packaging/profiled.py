"""The release program, optimised by a profile of its own runs (see cmake/pgo.cmake), in build/profiled.

profiled.py           builds it: once to be watched, then for good
profiled.py package   and packs it, as cpack does with an ordinary build, into build/dist

It is trained as training.py says. What it finds is what an ordinary build finds.
"""

import os
import shutil
import subprocess
import sys

from training import ROOT, run, train

FOLDER = ROOT / "build" / "profiled"


def build(mode: str, *targets: str) -> None:
    # A cache of objects names the sources otherwise in one build than in the next, and then g++ takes the profile for old.
    options = [f"-DZENLINT_PGO={mode}", "-DZENLINT_TESTS=OFF", "-DZENLINT_PRECOMPILE=OFF",
               "-DCMAKE_C_COMPILER_LAUNCHER=", "-DCMAKE_CXX_COMPILER_LAUNCHER="]
    run("cmake", "--preset", "release", "-B", FOLDER, *options, stdout=subprocess.DEVNULL)
    run("cmake", "--build", FOLDER, *(word for target in targets for word in ("--target", target)))


def main() -> None:
    if not shutil.which("g++"):
        sys.exit("profiled: g++ is needed")
    os.environ.setdefault("CXX", "g++")
    os.environ.setdefault("CC", "gcc")
    for old in FOLDER.rglob("*.gcda") if FOLDER.is_dir() else ():
        old.unlink()  # a profile of other code
    build("generate", "zenlint")
    train(FOLDER / "zenlint", threads=True)
    build("use")
    if sys.argv[1:] == ["package"]:
        run("cpack", "-B", ROOT / "build" / "dist", "--config", FOLDER / "CPackConfig.cmake")


if __name__ == "__main__":
    main()
