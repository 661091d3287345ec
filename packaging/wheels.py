"""Builds zenlint for other systems on this one, and packs wheels of it: the work of `./zen wheels`.

wheels.py --host BUILD --out FOLDER [TARGET...]

BUILD is a build folder of this source for the machine at hand, whose generated tables are taken. zig, pinned below, is
the compiler. The same source gives the same bytes, whenever and wherever in the file system.
"""

import argparse
import base64
import hashlib
import os
import pathlib
import shutil
import subprocess
import sys

import training
import zip as zips
from targets import TARGETS, Target

ROOT = pathlib.Path(__file__).resolve().parent.parent
ZIG = "ziglang==0.17.1"
METADATA = "scikit-build-core==1.1.2"  # writes METADATA as it does for a wheel of this machine
TOOLS = (ZIG, METADATA, zips.DEFLATE)
# CMake asks a compiler for its name by linking a program, for which zig would first build the target's C library. An object does too.
ONLY_COMPILED = 'case "$*" in *CompilerId.c*) set -- -c "$@" ;; esac\n'


def say(text: str) -> None:
    print(f"wheels: {text}", file=sys.stderr, flush=True)


def run(*command: object, **options) -> None:
    done = subprocess.run([str(word) for word in command], stdin=subprocess.DEVNULL, **options)
    if done.returncode:
        sys.exit(f"wheels: this failed: {' '.join(str(word) for word in command)}")


def tools(work: pathlib.Path) -> pathlib.Path:
    """The Python of an environment that has zig, what writes metadata, and what packs."""
    venv = work / "venv"
    stamp = venv / "installed"
    if not stamp.is_file() or stamp.read_text() != str(TOOLS):
        say(f"installing {', '.join(TOOLS)}")
        run(sys.executable, "-m", "venv", "--clear", venv)
        run(venv / "bin/pip", "install", "--quiet", "--disable-pip-version-check", *TOOLS)
        stamp.write_text(str(TOOLS))
    return venv / "bin/python"


def wrappers(work: pathlib.Path, python: pathlib.Path, target: Target) -> pathlib.Path:
    """Programs that call zig for the target: CMake wants one file for each."""
    zig = subprocess.check_output([python, "-c", "import ziglang; print(ziglang.__path__[0])"], text=True).strip() + "/zig"
    folder = work / target.name / "tools"
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("cc", "c++", "ar", "ranlib", "rc"):
        aim = f" -target {target.zig}" if name in ("cc", "c++") else ""
        text = f'#!/bin/sh\n{ONLY_COMPILED}exec "{zig}" {name}{aim} "$@"\n'
        file = folder / name
        if not file.is_file() or file.read_text() != text:
            file.write_text(text)
            file.chmod(0o755)
    return folder


def third_party(work: pathlib.Path) -> pathlib.Path:
    """The sources of others, gathered as for an sdist, and held against what is written down."""
    folder = work / "third_party"
    pinned = (ROOT / "packaging/third_party.sha256").read_text()
    if not folder.is_dir() or manifest(folder) != pinned:
        say("gathering the sources of others")
        run("cmake", "-S", ROOT, "-B", work / "sources", "-G", "Ninja", f"-DZENLINT_CARRY={folder}", stdout=subprocess.DEVNULL)
    found = manifest(folder)
    if found != pinned:
        (work / "third_party.sha256").write_text(found)
        parts = sorted({line.split()[1] for line in set(found.splitlines()) ^ set(pinned.splitlines())})
        sys.exit(f"wheels: the sources of {', '.join(parts)} differ from packaging/third_party.sha256 (found: {work}/third_party.sha256). "
                 "They are those of Debian 12; a change of them is a change of that file.")
    return folder


def manifest(folder: pathlib.Path) -> str:
    """A line for each part: the digest of its files."""
    lines = []
    for part in sorted(folder.iterdir()):
        digest = hashlib.sha256()
        for file in sorted(f for f in part.rglob("*") if f.is_file()):
            digest.update(f"{file.relative_to(part)}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
        lines.append(f"{digest.hexdigest()}  {part.name}\n")
    return "".join(lines)


def build(work: pathlib.Path, host: pathlib.Path, python: pathlib.Path, others: pathlib.Path, target: Target,
          jobs: int, profile: "pathlib.Path | None") -> pathlib.Path:
    folder = work / target.name / "build"
    wrapped = wrappers(work, python, target)
    # Paths of this machine must not show in the program, and functions that nothing calls need not be in it.
    # Where processors of 32 bits are left, there is little memory too; their code takes a tenth more.
    flags = f"{'-Os' if target.name == 'linux-i686' else '-O2'} -fomit-frame-pointer -g0 -DNDEBUG -ffunction-sections -fdata-sections -ffile-prefix-map={ROOT}=. -ffile-prefix-map={work}=. -ffile-prefix-map={host}=."
    if profile:  # what the training never came to, and functions of the C++ library that another version of it has in another way
        flags += f" -fprofile-instr-use={profile} -Wno-profile-instr-unprofiled -Wno-profile-instr-out-of-date"
    # For macOS, zig's linker keeps names of local functions, and what nothing calls, unless it is told in its own words.
    link = ["-s", "-Wl,--gc-sections", *(["-Wl,-x", "-Wl,-dead_strip"] if "macos" in target.zig else [])]
    options = [
        "-DCMAKE_BUILD_TYPE=Release", f"-DCMAKE_TOOLCHAIN_FILE={ROOT}/cmake/zig.cmake", f"-DZENLINT_ZIG_TARGET={target.zig}",
        f"-DZENLINT_ZIG_TOOLS={wrapped}", f"-DZENLINT_HOST_BUILD={host}", f"-DZENLINT_THIRD_PARTY={others}",
        "-DZENLINT_TESTS=OFF", "-DZENLINT_STATIC=ON", "-DZENLINT_LAUNCHER=ON", f"-DCMAKE_C_FLAGS_RELEASE={flags}", f"-DCMAKE_CXX_FLAGS_RELEASE={flags}",
        f"-DCMAKE_EXE_LINKER_FLAGS={' '.join(link)}", f"-DCMAKE_SHARED_LINKER_FLAGS={' '.join(link)}",
    ]
    if launcher := os.environ.get("ZEN_LAUNCHER"):
        options += [f"-DCMAKE_C_COMPILER_LAUNCHER={launcher}", f"-DCMAKE_CXX_COMPILER_LAUNCHER={launcher}"]
    say(f"{target.name}: building")
    # zig builds the C and C++ libraries of a target when something is linked first, a file at a time. That can go on while ours is compiled;
    # if it fails, the link of ours says why.
    early = [wrapped / "c++", *flags.split(), "-shared", *link, "-x", "c++", os.devnull, "-o", folder.with_name("early")]
    with subprocess.Popen(early, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL):
        run("cmake", "-S", ROOT, "-B", folder, "-G", "Ninja", *options, stdout=subprocess.DEVNULL)
        run("ninja", "-C", folder, f"-j{jobs}", "zenlint", "zenlint-library", stdout=sys.stderr)
    for name in (target.program, target.library):
        if str(ROOT).encode() in (folder / name).read_bytes():
            sys.exit(f"wheels: {folder / name} holds the path of this source")
    return folder


def metadata(work: pathlib.Path, python: pathlib.Path) -> tuple[str, dict[str, bytes]]:
    """The name of the dist-info folder, and what all wheels have in it."""
    code = ("import sys; from scikit_build_core.build import prepare_metadata_for_build_wheel as p; "
            "print(p(sys.argv[1]), file=sys.stderr)")
    folder = work / "metadata"
    shutil.rmtree(folder, ignore_errors=True)  # it is not written over what is there
    run(python, "-c", code, folder, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    info = next(folder.glob("*.dist-info"))
    files = {str(f.relative_to(folder)): f.read_bytes() for f in sorted(info.rglob("*")) if f.is_file()}
    return info.name, {name: text for name, text in files.items() if not name.endswith(("/WHEEL", "/RECORD"))}


def pack(work: pathlib.Path, out: pathlib.Path, python: pathlib.Path, target: Target, built: pathlib.Path) -> pathlib.Path:
    info, files = metadata(work, python)
    base = info.removesuffix(".dist-info")
    program = built / target.program
    library = built / target.library
    executable = {f"{base}.data/scripts/{target.program}"}
    files[f"{base}.data/scripts/{target.program}"] = program.read_bytes()
    files[f"zenlint/{target.library}"] = library.read_bytes()
    for folder, prefix in ((ROOT / "python/zenlint", "zenlint"), (built / "licenses", "zenlint/licenses")):
        for file in sorted(folder.rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                files[f"{prefix}/{file.relative_to(folder)}"] = file.read_bytes()
    tags = "".join(f"Tag: py3-none-{tag}\n" for tag in target.tag.split("."))
    files[f"{info}/WHEEL"] = f"Wheel-Version: 1.0\nGenerator: zenlint\nRoot-Is-Purelib: false\n{tags}\n".encode()
    record = []
    for name in sorted(files):
        digest = base64.urlsafe_b64encode(hashlib.sha256(files[name]).digest()).rstrip(b"=").decode()
        record.append(f"{name},sha256={digest},{len(files[name])}\n")
    files[f"{info}/RECORD"] = ("".join(record) + f"{info}/RECORD,,\n").encode()
    out.mkdir(parents=True, exist_ok=True)
    wheel = out / f"{base}-py3-none-{target.tag}.whl"
    ordered = sorted(files, key=lambda n: (n.startswith(info), n))  # the metadata comes last, as the format asks
    zips.write(wheel, ((name, files[name], 0o755 if name in executable else 0o644) for name in ordered), python)
    return wheel


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--host", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--work", type=pathlib.Path, default=ROOT / "build/wheels")
    parser.add_argument("--no-profile", action="store_true", help="some percent slower, and clang is not needed")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help="one of " + ", ".join(t.name for t in TARGETS))
    arguments = parser.parse_args()
    unknown = set(arguments.targets) - {t.name for t in TARGETS}
    if unknown:
        sys.exit(f"wheels: no target {', '.join(sorted(unknown))}: {', '.join(t.name for t in TARGETS)}")
    work = arguments.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    python = tools(work)
    others = third_party(work)
    profile = None
    if not arguments.no_profile:
        say("counting what the program does")
        profile = training.profile(work, arguments.host.resolve(), others, arguments.jobs)
    for target in TARGETS:
        if arguments.targets and target.name not in arguments.targets:
            continue
        built = build(work, arguments.host.resolve(), python, others, target, arguments.jobs, profile)
        wheel = pack(work, arguments.out, python, target, built)
        size = (built / target.program).stat().st_size
        say(f"{wheel} ({wheel.stat().st_size / 1e6:.2f} MB, the program {size / 1e6:.2f} MB)")


main()
