"""What release programs are trained on, and the profile that wheels are optimised by.

zig has no library that writes profiles, but its clang reads those of an older one: Debian's clang builds the program as for a wheel, with
counters in it, and the wheels of all targets are optimised by what it counted.
"""

import hashlib
import os
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
# The Python of this repository, the examples of the rules' pages included, which no benchmark measures.
TRAINING = ["fixtures", "tests", "packaging", "benchmarks", "python"]
CLANG = "19"  # Debian 12 has it; older than the clang in zig, which reads profiles of older ones
COMMANDS = (f"clang-{CLANG}", f"clang++-{CLANG}", f"lld-{CLANG}", f"llvm-profdata-{CLANG}")
# libc++, as in zig: the profile knows functions by their names, which have the library's in them. Threads that join are on trial in version 19.
LIBRARY = "-stdlib=libc++ -fexperimental-library"


def run(*command: object, status: "tuple[int, ...]" = (0,), **options: object) -> None:
    done = subprocess.run([str(word) for word in command], cwd=ROOT, stdin=subprocess.DEVNULL, **options)
    if done.returncode not in status:
        sys.exit(f"training: `{' '.join(map(str, command))}` ended with status {done.returncode}")


def train(program: pathlib.Path, *, threads: bool) -> None:
    """What people run: the default rules and all of them, statistics and JSON; one thread and, where that is asked, several."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    check = [program, "check", "--isolated", "--no-cache"]
    for more in (["--statistics"], ["--select", "ALL", "--statistics"], ["--select", "ALL", "--output-format", "json"], []):
        run(*check, "--jobs", "1", *more, *TRAINING, status=(0, 1), **quiet)
    if threads:
        run(*check, *TRAINING, status=(0, 1), **quiet)
    run(program, "test", *sorted((ROOT / "rules").rglob("*.md")), **quiet)


def profile(work: pathlib.Path, host: pathlib.Path, third_party: pathlib.Path, jobs: int) -> pathlib.Path:
    """The file of the profile in `work`, counted anew. `host` and `third_party` are those of the wheels."""
    if missing := [command for command in COMMANDS if not shutil.which(command)]:
        sys.exit(f"training: {', '.join(missing)} missing; `--no-profile` builds wheels without a profile, some percent slower")
    folder = work / "profile"
    flags = "-O2 -g0 -DNDEBUG -fprofile-instr-generate"
    compilers = {"CC": f"clang-{CLANG}", "CXX": f"clang++-{CLANG}"}
    run("cmake", "-S", ROOT, "-B", folder, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release", f"-DZENLINT_HOST_BUILD={host}",
        f"-DZENLINT_THIRD_PARTY={third_party}", "-DZENLINT_TESTS=OFF", "-DZENLINT_STATIC=ON", "-DZENLINT_LIBRARY=OFF",
        f"-DCMAKE_C_FLAGS_RELEASE={flags}", f"-DCMAKE_CXX_FLAGS_RELEASE={flags} {LIBRARY}",
        f"-DCMAKE_EXE_LINKER_FLAGS={LIBRARY} -fuse-ld=lld-{CLANG}", env=os.environ | compilers, stdout=subprocess.DEVNULL)
    run("ninja", "-C", folder, f"-j{jobs}", "zenlint", stdout=sys.stderr)
    for old in folder.glob("*.profraw"):
        old.unlink()
    os.environ["LLVM_PROFILE_FILE"] = str(folder / "%p.profraw")
    train(folder / "zenlint", threads=False)  # threads count over each other, and no two runs would count alike
    merged = folder / "zenlint.profdata"
    run(f"llvm-profdata-{CLANG}", "merge", "-o", merged, *sorted(folder.glob("*.profraw")))
    # Its name is the compilers' flag: with other counts, all is compiled again.
    return merged.rename(folder / f"{hashlib.sha256(merged.read_bytes()).hexdigest()[:16]}.profdata")
