"""Makes a static site of README.md, the pages of docs/ and editors/, and every rule's page: python3 docs/site/generate.py FOLDER

Needs markdown-it-py from PyPI. The site has a page a rule, listed by lesson, and a search; it needs no server. Ends with status 1
and says which, when a link leads nowhere.
"""

import html
import io
import json
import keyword
import pathlib
import posixpath
import re
import shutil
import sys
import tokenize
import tomllib
from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag

from markdown_it import MarkdownIt

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
MENU = {  # what leads the reader, in this order; the other pages are listed below it
    "README.md": "Start",
    "docs/installing.md": "Install",
    "docs/configuration.md": "Configure",
    "docs/ci.md": "In CI",
    "docs/in-python.md": "In Python",
    "docs/editors.md": "In the editor",
    "docs/old-code.md": "Old code",
    "docs/writing-rules.md": "Write a rule",
}
LABELS = {"bad": "Instead of", "good": "write", "ok": "Fine as it is"}
FACTS = {"fix": "Fix", "default": "Default", "severity": "Severity", "python": "Python", "aka": "Also known as"}


def slug(text):
    return re.sub(r"[^\w]+", "-", re.sub(r"<[^>]+>", "", html.unescape(text)).lower()).strip("-")


def highlighted(code):
    """Python as HTML with its words marked; code that does not tokenize, as it is."""
    rows = code.splitlines(keepends=True)
    starts = [0]
    for row in rows:
        starts.append(starts[-1] + len(row))
    kinds = {tokenize.STRING: "s", tokenize.NUMBER: "n", tokenize.COMMENT: "c",
             getattr(tokenize, "FSTRING_START", -1): "s", getattr(tokenize, "FSTRING_MIDDLE", -1): "s",
             getattr(tokenize, "FSTRING_END", -1): "s"}
    out, at = [], 0
    try:
        for token in tokenize.generate_tokens(io.StringIO(code).readline):
            kind = kinds.get(token.type) or ("k" if token.type == tokenize.NAME and keyword.iskeyword(token.string) else None)
            if kind:
                start, end = starts[token.start[0] - 1] + token.start[1], starts[token.end[0] - 1] + token.end[1]
                out += [html.escape(code[at:start]), f'<span class="{kind}">', html.escape(code[start:end]), "</span>"]
                at = end
    except (tokenize.TokenError, IndentationError, SyntaxError):
        pass
    return "".join(out) + html.escape(code[at:])


def fence(self, tokens, index, options, env):
    words, code = tokens[index].info.split(), tokens[index].content
    sort = words[1] if len(words) > 1 and words[0] == "python" and words[1] in LABELS else None
    body = highlighted(code) if words[:1] == ["python"] else html.escape(code)
    block = f'<pre><code>{body}</code></pre>\n'
    if words == ["zen"]:
        return f"<details><summary>The pattern</summary>{block}</details>\n"
    if not sort:
        return block
    label = LABELS[sort] + (" (this fix is unsafe)" if "unsafe" in words else "")
    return f'<figure class="{sort}"><figcaption>{label}</figcaption>{block}</figure>\n'


def code_inline(self, tokens, index, options, env):
    """Code within a line, whose options are not parted at their hyphens."""
    return "<code>" + re.sub(r"--[\w-]+", r"<span>\g<0></span>", html.escape(tokens[index].content)) + "</code>"


def reader():
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    markdown.add_render_rule("code_inline", code_inline)
    markdown.add_render_rule("fence", fence)
    return markdown


class Page:
    def __init__(self, source, target, text):
        self.source, self.target = source, target
        self.facts = {}
        if text.startswith("---\n"):
            front, text = text[4:].split("\n---\n", 1)
            for line in front.splitlines():
                key, _, value = line.partition(":")
                self.facts.setdefault(key.strip(), []).append(value.strip())
        self.tokens = MARKDOWN.parse(text)
        titles = [self.tokens[i + 1].content for i, token in enumerate(self.tokens)
                  if token.type == "heading_open" and token.tag == "h1"]
        self.title = titles[0] if titles else posixpath.basename(source)
        self.plain = " ".join(token.content for token in self.tokens if token.type == "inline")

    @property
    def code(self):
        return self.facts.get("code", [""])[0]

    def body(self, site):
        """The page as HTML, its links leading to the site's pages, its headings named for them."""
        for i, token in enumerate(self.tokens):
            if token.type == "heading_open":
                token.attrSet("id", slug(self.tokens[i + 1].content))
            for part in token.children or ():
                if part.type == "link_open":
                    part.attrSet("href", site.link(self, part.attrGet("href")))
        return MARKDOWN.renderer.render(self.tokens, MARKDOWN.options, {})


class Site:
    def __init__(self, out):
        self.out = out
        self.pages = {}  # by source
        self.course = tomllib.loads((ROOT / "rules/course.toml").read_text())
        self.rules = []
        sources = [ROOT / "README.md", *sorted((ROOT / "docs").glob("**/*.md")), *sorted((ROOT / "editors").glob("**/*.md"))]
        for path in sources:
            if "node_modules" in path.parts:
                continue
            source = path.relative_to(ROOT).as_posix()
            target = "index.html" if source == "README.md" else source.removesuffix(".md").removesuffix("/README") + ".html"
            self.add(source, target)
        for section in self.course["section"]:
            for path in sorted((ROOT / "rules" / section["folder"]).glob("*.md")):
                page = self.add(path.relative_to(ROOT).as_posix(), f"rules/{path.stem}.html")
                page.name, page.section = path.stem, section
                self.rules.append(page)
        self.rules.sort(key=lambda page: page.code)

    def add(self, source, target):
        self.pages[source] = Page(source, target, (ROOT / source).read_text())
        return self.pages[source]

    def link(self, page, href):
        """Where a link of a page leads on the site; files of the repository that are no page are copied there."""
        if re.match(r"[a-z]+:", href):
            return href
        path, fragment = urldefrag(href)
        if not path:
            return "#" + fragment
        source = posixpath.normpath(posixpath.join(posixpath.dirname(page.source), unquote(path)))
        if source not in self.pages and f"{source}/README.md" in self.pages:
            source += "/README.md"
        if source in self.pages:
            target = self.pages[source].target
        else:
            target = f"files/{source}.txt"
            if (ROOT / source).is_file():
                (self.out / target).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(ROOT / source, self.out / target)
        return relative(page.target, target) + (f"#{fragment}" if fragment else "")

    def url(self, section):
        page = self.course["site"] + section["page"]
        return page + (f"#{section['slug']}" if section["slug"] else "")

    def menu(self, target):
        def entry(to, text):
            here = ' aria-current="page"' if to == target else ""
            return f'<a href="{relative(target, to)}"{here}>{text}</a>'

        entries = [entry(self.pages[source].target, name) for source, name in MENU.items() if source in self.pages]
        return "".join([*entries[:1], entry("rules/index.html", "Rules"), *entries[1:], entry("pages.html", "More")])

    def write(self, target, title, body):
        path = self.out / target
        path.parent.mkdir(parents=True, exist_ok=True)
        top = relative(target, ".").rstrip("/") or "."
        path.write_text(f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{html.escape(title.replace("`", ""))}</title>
<link rel="stylesheet" href="{top}/style.css">
<script src="{top}/index.js" defer></script>
<script src="{top}/search.js" defer data-top="{top}"></script>
</head>
<body>
<header><a class="name" href="{relative(target, 'index.html')}">zenlint</a><nav>{self.menu(target)}</nav>
<search><input type="search" placeholder="Search (press /)" aria-label="Search" autocomplete="off"><ol hidden></ol></search></header>
<main>
{body}</main>
</body>
</html>
""")

    def rule_page(self, page, before, after):
        section = page.section
        crumbs = (f'<p class="crumbs"><a href="index.html">Rules</a> › <a href="index.html#{section["folder"]}">'
                  f'{html.escape(section["lesson"])}{" › " + html.escape(section["heading"]) if section["heading"] else ""}</a></p>')
        facts = "".join(
            f"<dt>{label}</dt><dd>{html.escape(', '.join(page.facts[key]))}</dd>" for key, label in FACTS.items() if key in page.facts)
        facts += "".join(f"<dt>Option</dt><dd><code>{html.escape(option)}</code></dd>" for option in page.facts.get("option", ()))
        facts += f'<dt>Learn</dt><dd><a href="{self.url(section)}">{html.escape(section["heading"] or section["lesson"])}</a></dd>'
        ends = "".join(f'<a rel="{rel}" href="{posixpath.basename(other.target)}">{mark.format(other.code)}</a>'
                       for rel, other, mark in (("prev", before, "‹ {}"), ("next", after, "{} ›")) if other)
        name = f'<p class="code"><b>{page.code}</b> <code>{page.name}</code></p>'
        return f'{crumbs}{name}{page.body(self)}<dl>{facts}</dl><p class="ends">{ends}</p>\n'

    def rule_index(self):
        body = f"<h1>{len(self.rules)} rules, by lesson</h1>\n"
        lesson = None
        for section in self.course["section"]:
            rules = [page for page in self.rules if page.section is section]
            if not rules:
                continue
            if section["lesson"] != lesson:
                lesson = section["lesson"]
                body += f"<h2>{html.escape(lesson)}</h2>\n"
            heading = html.escape(section["heading"] or "About the tool itself")
            body += f'<h3 id="{section["folder"]}">{heading} <a class="learn" href="{self.url(section)}">learn</a></h3>\n<ul class="rules">\n'
            for page in rules:
                title = MARKDOWN.renderInline(page.title)
                body += f'<li><a href="{posixpath.basename(page.target)}"><b>{page.code}</b> {title}</a></li>\n'
            body += "</ul>\n"
        return body

    def make(self):
        for name in ("style.css", "search.js"):
            shutil.copyfile(HERE / name, self.out / name)
        others = [page for page in self.pages.values() if not page.code]
        for page in others:
            self.write(page.target, page.title if page.title == "zenlint" else f"{page.title} · zenlint", page.body(self))
        for before, page, after in zip([None, *self.rules], self.rules, [*self.rules[1:], None]):
            self.write(page.target, f"{page.code} {page.title} · zenlint", self.rule_page(page, before, after))
        self.write("rules/index.html", "Rules · zenlint", self.rule_index())
        more = "".join(f'<li><a href="{page.target}">{MARKDOWN.renderInline(page.title)}</a></li>\n' for page in others)
        self.write("pages.html", "All pages · zenlint", f"<h1>All pages</h1>\n<ul>\n{more}</ul>\n")
        entries = [{
            "url": page.target,
            "title": (f"{page.code} " if page.code else "") + page.title.replace("`", ""),
            "words": " ".join([getattr(page, "name", ""), *page.facts.get("aka", ()), page.plain]),
        } for page in [*self.rules, *others]]
        (self.out / "index.js").write_text(f"const PAGES = {json.dumps(entries, ensure_ascii=False)};\n")


class Links(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.names, self.links = set(), []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        for key, value in attributes:
            if key == "id":
                self.names.add(value)
            elif key in ("href", "src"):
                self.links.append(value)


def relative(page, target):
    return posixpath.relpath(target, posixpath.dirname(page) or ".")


def dead_links(out):
    """The links of the site's pages that lead to no file of it, or to no place in one."""
    found = {path.relative_to(out).as_posix(): Links(path.read_text()) for path in out.glob("**/*.html")}
    for name, page in found.items():
        for link in page.links:
            if re.match(r"(https?|mailto):", link):
                continue
            path, fragment = urldefrag(link)
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(path))) if path else name
            if not (out / target).is_file() or (fragment and target in found and fragment not in found[target].names):
                yield f"{name}: {link}"


MARKDOWN = reader()


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    out = pathlib.Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    Site(out).make()
    dead = list(dead_links(out))
    print(f"{sum(1 for _ in out.glob('**/*.html'))} pages, {len(dead)} dead links", *dead, sep="\n")
    sys.exit(1 if dead else 0)


if __name__ == "__main__":
    main()
