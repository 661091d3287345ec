"""`python -m build` on a clone: the sdist carries what a build needs, the wheel made of it (without what Debian and npm have
installed) is as portable as auditwheel can tell, and works. Then pre-commit, which does `pip install .` in a
clone."""

import os
import pathlib
import re
import sys
import tarfile
import tempfile

import hooks
from common import QUICK, SAMPLE, TOOLS, checked, environment, repository, run

if not os.environ.get("ZENLINT_FULL"):
    print("skipped: builds from source twice; ./zen test --all runs it")
    sys.exit(77)

PARTS = ("CLI11", "fmt", "lmdb", "nlohmann", "tomlplusplus", "tree-sitter", "tree-sitter-python", "utf8proc", "xxhash")


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        repository(folder / "clone")
        os.environ["SKBUILD_CMAKE_DEFINE"] = QUICK
        run(TOOLS / "bin/python", "-m", "build", "--outdir", folder / "dist", folder / "clone")
        [sdist], [wheel] = (folder / "dist").glob("*.tar.gz"), (folder / "dist").glob("*.whl")
        names = tarfile.open(sdist).getnames()
        top = names[0].split("/")[0]
        for part in PARTS:
            assert f"{top}/third_party/{part}/LICENSE" in names, f"no licence of {part} in the sdist"
        assert not any(re.search(r"/(build|node_modules|\.git)/", name) for name in names), "the sdist carries what was built"

        shown = run(TOOLS / "bin/auditwheel", "show", wheel)
        print(shown)
        assert re.search(r'following\s+platform\s+tag:\s+"manylinux_2_\d+_', shown), shown
        (folder / "sample.py").write_text(SAMPLE)
        programs = environment(folder / "venv", wheel)
        for program in (programs / "zenlint", programs.parent / "lib"):
            for file in [program] if program.is_file() else program.rglob("libzenlint.so"):
                needs = set(re.findall(r"NEEDED.*\[(.*)\]", run("readelf", "-d", file)))
                assert needs <= {"libc.so.6", "libm.so.6", "ld-linux-x86-64.so.2"}, needs
        checked(programs / "zenlint", folder=folder)
        checked(programs / "python", "-m", "zenlint", folder=folder)
        print("build: ok")
    hooks.main(source=True)


main()
