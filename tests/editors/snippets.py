"""The first fenced block of an editor's README that holds a given text: tests run what people paste."""

import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]


def snippet(page, language, containing):
    text = (ROOT / page).read_text(encoding="utf-8")
    for block in re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        if containing in block:
            return block
    raise LookupError(f"{page} has no {language} block with {containing!r}")
