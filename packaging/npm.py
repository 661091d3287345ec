"""npm packages of the programs in wheels: `zenlint`, and `@zenlint/PLATFORM` for each wheel, of which npm installs the one
that fits (optionalDependencies).

npm.py OUT WHEEL...
"""

import json
import pathlib
import sys
import zipfile

from targets import TARGETS, Target

LAUNCHER = """\
#!/usr/bin/env node
// Runs the program of this platform's package.
const { spawnSync } = require("node:child_process");

const libc = process.platform === "linux" && !process.report.getReport().header.glibcVersionRuntime ? "-musl" : "";
const name = `@zenlint/${process.platform}-${process.arch}${libc}`;
let program;
try {
  program = require.resolve(`${name}/zenlint${process.platform === "win32" ? ".exe" : ""}`);
} catch {
  console.error(`zenlint: the package ${name} is not installed; install again without --omit=optional`);
  process.exit(2);
}
const { status, signal, error } = spawnSync(program, process.argv.slice(2), { stdio: "inherit" });
if (error) console.error(`zenlint: ${error.message}`);
if (signal) process.kill(process.pid, signal);
process.exit(status ?? 2);
"""


def write(folder: pathlib.Path, name: str, text: "str | bytes", mode: int = 0o644) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(text.encode() if isinstance(text, str) else text)
    (folder / name).chmod(mode)


def manifest(**fields: object) -> str:
    common = {"license": "MIT", "description": "A linter of Python idiom that explains itself"}
    return json.dumps({**fields, **common}, indent=2) + "\n"


def platform(target: Target) -> str:
    return "-".join(target.npm) + ("-musl" if "musl" in target.name else "")


def main(out: pathlib.Path, wheels: "list[str]") -> None:
    versions = set()
    names = {}
    for wheel in map(pathlib.Path, wheels):
        _, version, _, _, tag = wheel.name.removesuffix(".whl").split("-")
        target = next(t for t in TARGETS if t.tag == tag)
        archive = zipfile.ZipFile(wheel)
        folder = out / platform(target)
        for name, (data, mode) in target.run_time(archive, version).items():
            write(folder, name, data, mode)
        write(folder, "LICENSE", archive.read(f"zenlint-{version}.dist-info/licenses/LICENSE"))
        system, processor = target.npm
        libc = {"libc": ["musl" if "musl" in target.name else "glibc"]} if system == "linux" else {}
        write(folder, "package.json",
              manifest(name=f"@zenlint/{folder.name}", version=version, os=[system], cpu=[processor], **libc, preferUnplugged=True))
        versions.add(version)
        names[f"@zenlint/{folder.name}"] = version
    version, = versions
    write(out / "zenlint", "zenlint.js", LAUNCHER, 0o755)
    write(out / "zenlint", "package.json",
          manifest(name="zenlint", version=version, bin={"zenlint": "zenlint.js"}, engines={"node": ">=18"},
                   optionalDependencies=dict(sorted(names.items()))))


main(pathlib.Path(sys.argv[1]), sys.argv[2:])
