"""The Dockerfile, line by line, in Debian roots in place of its images: what it makes runs as `docker run zenlint` would."""

import json
import pathlib
import shutil
import tempfile

import root
from common import CHECK, ROOT, SAMPLE, same, sources

root.possible()
CODENAMES = {"debian:12": "bookworm", "debian:12-slim": "bookworm"}


def within(place, path):
    return place / path.lstrip("/")


def built(folder):
    """The last image, its working folder, and the words of its entry point and command."""
    stages, words, workdir = {}, {}, "/"
    for line in (ROOT / "Dockerfile").read_text().splitlines():
        instruction, _, rest = line.partition(" ")
        if instruction == "FROM":
            image, _, name = rest.partition(" AS ")
            stages[name], workdir = folder / f"stage{len(stages)}", "/"
            here = stages[name]
            root.make(here, CODENAMES[image])
        elif instruction == "WORKDIR":
            workdir = rest
            within(here, workdir).mkdir(parents=True, exist_ok=True)
        elif instruction == "RUN":
            print(root.inside(here, "sh", "-c", rest, folder=workdir))
        elif line == "COPY . .":
            sources(within(here, workdir))
        elif instruction == "COPY":
            stage, source, target = rest.removeprefix("--from=").split()
            shutil.copy2(within(stages[stage], source), within(here, target))
        elif instruction in ("ENTRYPOINT", "CMD"):
            words[instruction] = json.loads(rest)
        else:
            assert not line or line.startswith("#"), f"not known here: {line}"
    return here, workdir, words["ENTRYPOINT"], words["CMD"]


def main():
    with tempfile.TemporaryDirectory() as name:
        image, workdir, entry, command = built(pathlib.Path(name))
        (within(image, workdir) / "sample.py").write_text(SAMPLE)
        same(root.inside(image, *entry, *CHECK, "json", "sample.py", folder=workdir, expect=1), "the image")
        said = root.inside(image, *entry, *command, folder=workdir, expect=1)
        assert "ZEN0102" in said, said
        print("Dockerfile: ok")


main()
