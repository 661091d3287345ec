"""The table of deliberate differences in docs/agreement.md, made of sentences of the rules' pages; `--write` writes it.

The test fails if the table is out of date, if a page no longer has such a sentence, or if it no longer names the rule of the tool."""

import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
DOCUMENT = ROOT / "docs/agreement.md"
BEGIN, END = "<!-- begin differences -->\n", "<!-- end differences -->\n"


def sentence(prose, beginning):
    """The sentence of that beginning; a full stop within code or before a small letter ends none."""
    at = prose.find(beginning)
    if at < 0:
        return None
    rest = prose[at:].split("\n\n")[0]
    end = re.search(r"[.:](?=(?:[^`]*`[^`]*`)*[^`]*$)(?=\s+[A-Z`]|$)", rest)
    return " ".join((rest[: end.start() + 1] if end else rest).split())


def rows():
    pages = {page.stem: page for page in (ROOT / "rules").glob("*/*.md")}
    out, wrong = [], []
    for line in (HERE / "differences.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        tools, codes, rule, beginning = (part.strip() for part in line.split(" | "))
        page = pages[rule].read_text(encoding="utf-8")
        named = set(re.findall(r"[\w-]+", " ".join(re.findall(r"^(?:aka:?|for each .*\| aka|    `.*) (.*)$", page, re.M))))
        text = sentence(re.sub(r"```.*?\n```", "", page, flags=re.S), beginning)
        wrong += [f"{rule} does not name {code}" for code in codes.split(", ") if code not in named]
        wrong += [] if text else [f"{rule} has no sentence that begins with `{beginning}`"]
        out.append(f"| {tools} | {codes} | [{rule}](../rules/{pages[rule].parent.name}/{rule}.md) | {text} |\n")
    return out, wrong


def main():
    table, wrong = rows()
    document = DOCUMENT.read_text(encoding="utf-8")
    before, _, rest = document.partition(BEGIN)
    _, _, after = rest.partition(END)
    wanted = before + BEGIN + "| tool | its rules | zenlint's rule | not reported |\n|---|---|---|---|\n" + "".join(table) + END + after
    if "--write" in sys.argv and not wrong:
        DOCUMENT.write_text(wanted, encoding="utf-8")
    elif wanted != document:
        wrong.append("docs/agreement.md is out of date: run tests/peers/differences.py --write")
    print("\n".join(wrong) or f"{len(table)} differences")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
