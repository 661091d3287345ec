"""The site of the documentation: made of all pages, with no link that leads nowhere, and a search that finds."""

import re
import tempfile
from pathlib import Path

from common import BUILD, ROOT, TOOLS, run

with tempfile.TemporaryDirectory() as name:
    site = Path(name)
    print(run(TOOLS / "bin/python", "-B", ROOT / "docs/site/generate.py", site))
    codes = set(re.findall(r"ZEN\d{4}", run(BUILD / "zenlint", "rule", "--all")))
    pages = {path: path.read_text() for path in site.glob("rules/*.html")}
    listed = set(re.findall(r"<b>(ZEN\d{4})</b>", pages.pop(site / "rules/index.html")))
    own = [re.search(r"<b>(ZEN\d{4})</b>", text)[1] for text in pages.values()]
    assert codes == listed == set(own) and len(own) == len(codes), codes ^ listed ^ set(own)
    # A link that leads nowhere is told.
    (site / "index.html").write_text('<a href="rules/nothing.html">nothing</a>')
    script = f"import sys; sys.path.insert(0, {str(ROOT / 'docs/site')!r}); import generate, pathlib; print(*generate.dead_links(pathlib.Path({name!r})))"
    assert run(TOOLS / "bin/python", "-B", "-c", script).strip() == "index.html: rules/nothing.html"
