"""VS Code extensions with a program inside, one for each wheel whose system VS Code runs on, and one without.

extensions.py OUT WHEEL...    after `npm ci` in editors/vscode
"""

import pathlib
import shutil
import subprocess
import sys
import zipfile

from targets import TARGETS

ROOT = pathlib.Path(__file__).resolve().parent.parent
EXTENSION = ROOT / "editors/vscode"


def package(out: pathlib.Path, name: str, *options: str) -> None:
    vsce = EXTENSION / "node_modules/.bin/vsce"
    subprocess.run([vsce, "package", "--no-dependencies", "--allow-missing-repository", "--out", out / f"{name}.vsix", *options],
                   cwd=EXTENSION, check=True)


def main(out: pathlib.Path, wheels: "list[str]") -> None:
    out = out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    for script in ("check", "bundle"):
        subprocess.run(["npm", "run", "--silent", script], cwd=EXTENSION, check=True)
    inside = EXTENSION / "bin"
    shutil.rmtree(inside, ignore_errors=True)
    package(out, "zenlint")
    for wheel in map(pathlib.Path, wheels):
        _, version, _, _, tag = wheel.name.removesuffix(".whl").split("-")
        target = next(t for t in TARGETS if t.tag == tag)
        if not target.vscode:
            continue
        inside.mkdir(exist_ok=True)
        for name, (data, mode) in target.run_time(zipfile.ZipFile(wheel), version).items():
            (inside / name).write_bytes(data)
            (inside / name).chmod(mode)
        package(out, f"zenlint-{target.vscode}", "--target", target.vscode)
        shutil.rmtree(inside)


main(pathlib.Path(sys.argv[1]), sys.argv[2:])
