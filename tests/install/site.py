"""The site's pages, data and lists: made of all pages of the repository, with no link that leads nowhere. Node alone does that; see
site_in_browser.py for the site that is built of it."""

import json
import os
import re
import shutil
import tempfile
from pathlib import Path

from common import BUILD, ROOT, run

with tempfile.TemporaryDirectory() as name:
    out = Path(name)
    rules_file = out / "rules.json"
    rules_file.write_text(run(BUILD / "zenlint", "rule", "--all", "--output-format", "json"))
    rules = json.loads(rules_file.read_text())
    print(run("node", ROOT / "docs/site/prepare.mjs", out, rules_file))

    # A page a rule, with its code, its kind and a link to the playground for each bad example.
    for rule in rules:
        page = (out / f"pages/rules/{rule['name']}.md").read_text()
        assert f"<code>{rule['code']}</code>" in page and f'class="kind {rule["kind"]}"' in page, rule["name"]
        bad = sum(example["kind"] == "bad" for example in rule["examples"])
        assert page.count(f"(/playground?rule={rule['name']}&example=") == bad, rule["name"]
    assert {rule["code"] for rule in json.loads((out / "data/rules.json").read_text())["rules"]} == {rule["code"] for rule in rules}

    # Codes and aliases lead to the page, or to the list of those that share the name.
    public = out / "pages/public"
    assert 'url=range-len-loop.html"' in (public / "rules/ZEN0102.html").read_text()
    shared = [alias for rule in rules for alias in rule["aliases"] if sum(alias in other["aliases"] for other in rules) > 1]
    assert shared and f'url=index.html?q={shared[0]}"' in (public / f"rules/{shared[0]}.html").read_text()

    # A page says how to disagree, and what other tools call the rule.
    page = (out / "pages/rules/enumerate-over-range-len.md").read_text()
    assert "`# zenlint: ignore[enumerate-over-range-len]`" in page and "/docs/silencing#report-a-wrong-finding" in page, page
    assert "- pylint: `C0200`, `consider-using-enumerate`" in page, page
    for rule in rules:
        assert "- other tools: " not in (out / f"pages/rules/{rule['name']}.md").read_text(), rule["name"]

    # What is on by default is what the preset has: matters of taste are not, and of some rules only a part is.
    defaults = {rule["name"]: rule["default"] for rule in json.loads((out / "data/rules.json").read_text())["rules"]}
    assert [defaults[name] for name in ("none-comparison", "open-mode", "superfluous-else", "os-path-join", "print-call")] == ["on", "part", "part", "off", "off"]
    for rule in rules:
        page = (out / f"pages/rules/{rule['name']}.md").read_text()
        assert rule["kind"] != "taste" or defaults[rule["name"]] in ("off", "part"), rule["name"]
        assert f'class="default {defaults[rule["name"]]}"' in page, rule["name"]

        # Related rules are few, and their titles read as they are: `__slots__` does not become bold.
        related = page.partition("\n## Related rules\n")[2].partition("\n## ")[0].split("\n- ")[1:]
        assert len(related) <= 4, rule["name"]
        for line in related:
            code, title = re.match(r"\[`(ZEN\d+)` (.*)\]\(", line).groups()
            assert title.replace("&lt;", "<") == next(other["title"] for other in rules if other["code"] == code), line
    related = (out / "pages/rules/print-in-except.md").read_text().partition("\n## Related rules\n")[2].partition("\n## ")[0]
    assert "/rules/logging-exception)" in related and "-path" not in related, related

    # No text has an address that only holds where the site was built; with SITE_URL, all lists have that.
    lists = {name: (public / name).read_text() for name in ("llms.txt", "feed.xml", "robots.txt")}
    assert not any("localhost" in text for text in lists.values())
    environment = {**os.environ, "SITE_URL": "https://docs.example/zen", "ZENLINT_REPOSITORY": "https://code.example/zen"}
    run("node", ROOT / "docs/site/prepare.mjs", out / "known", rules_file, env=environment)
    known = out / "known/pages"
    assert all("https://docs.example/zen/" in (known / "public" / name).read_text() for name in lists)
    assert 'href="/zen/playground.html"' in (known / "public/offline.html").read_text()
    for name in ("installing", "silencing"):
        assert "https://code.example/zen" in (known / f"docs/{name}.md").read_text(), name
    for path in (known / "docs").glob("**/*.md"):
        assert not re.search(r"\b(REPOSITORY|ISSUES)\b", path.read_text()), path

    # Where an address is not known, the page says what stands for it, once; a reader starts with what needs no clone, and finds the playground.
    for path in (*(out / "pages/docs").glob("*.md"), out / "pages/start.md"):
        text = path.read_text()
        for name in set(re.findall(r"\b(?:REPOSITORY|MIRROR|ISSUES)\b", text)):
            assert len(re.findall(rf"^`{name}` is ", text, re.M)) == 1, (path, name)
    start, installing = ((out / f"pages/{name}.md").read_text() for name in ("start", "docs/installing"))
    assert start.index("pip install zenlint") < start.index("./zen run")
    assert "[the playground](/playground)" in start and "[the playground](/playground)" in installing

    # The hook that the page about installing shows is the one that zenlint provides.
    shown = re.search(r"```yaml file=\S+\n(.*?)```", (ROOT / "docs/installing.md").read_text(), re.S)[1]
    provided = (ROOT / ".pre-commit-hooks.yaml").read_text().split("- id: ")[1]
    for key in ("entry", "language", "types_or", "require_serial"):
        assert re.search(rf"{key}: .*", provided)[0] in shown, key

    # What machines read.
    assert all(f"rules/{rule['name']}.html" in (public / "llms.txt").read_text() for rule in rules)

    # Text is no template and no HTML.
    for path in (out / "pages").glob("**/*.md"):
        prose = re.sub(r"^( *)(`{3,}).*?^ *\2|(`+)[^`].*?\3(?!`)", "", path.read_text(), flags=re.S | re.M)
        assert "{{" not in prose, path

    # A link that leads nowhere is told, and so is one to a heading that is not there.
    tree = out / "tree"
    for folder in ("docs/site", "docs/precision", "editors", "rules"):
        (tree / folder).mkdir(parents=True)
    shutil.copytree(ROOT / "docs/site", tree / "docs/site", dirs_exist_ok=True)
    shutil.copyfile(ROOT / "rules/course.toml", tree / "rules/course.toml")
    (tree / "README.md").write_text("# Start\n\n[here](#start) [a](docs/a.md) [b](docs/a.md#no) [c](c.md)\n")
    (tree / "docs/a.md").write_text("# A\n\n[back](../README.md#start)\n")
    (out / "none.json").write_text("[]")
    told = run("node", tree / "docs/site/prepare.mjs", out / "elsewhere", out / "none.json", expect=1)
    assert told.split("\n")[:3] == ["3 pages, 2 dead links", "README.md: docs/a.md#no", "README.md: c.md"], told

print(run("node", "--test", ROOT / "tests/site/text.mjs"))
