"""python -m zenlint: runs the program that was installed with this package."""
import importlib.metadata
import os
import subprocess
import sys
import sysconfig
from pathlib import Path


def program():
    """The path of the program: where the installer has put it according to its records, or a folder for scripts."""
    name = "zenlint" + (sysconfig.get_config_var("EXE") or "")
    places = []
    try:
        distribution = importlib.metadata.distribution("zenlint")
        places += [distribution.locate_file(file) for file in distribution.files or () if file.name == name]
    except importlib.metadata.PackageNotFoundError:
        pass
    places.append(Path(__file__).parents[1] / "bin" / name)  # pip install --target
    ours = os.name  # "posix" or "nt", which the names of schemes begin with
    places += [Path(sysconfig.get_path("scripts", scheme)) / name for scheme in sysconfig.get_scheme_names()
               if scheme.startswith(ours)]
    for place in places:
        place = Path(place).resolve()
        if place.is_file() and os.access(place, os.X_OK):
            return str(place)
    sys.exit(f"zenlint: the program was not found at {', '.join(map(str, places))}; reinstall the package")


if __name__ == "__main__":
    found = program()
    if os.name == "nt":  # where a process cannot become another one
        sys.exit(subprocess.call([found, *sys.argv[1:]]))
    os.execv(found, [found, *sys.argv[1:]])
