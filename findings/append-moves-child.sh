#!/bin/sh
# SQLAlchemy 2.1.9 and beautifulsoup4 4.15.0: `for child in a: b.append(child)` moves every second child, and `b.extend(a)` moves all of them.
#
# What is appended to one parent leaves the other: a relationship with `back_populates` and a tag do so, and the list that the loop iterates over gets shorter.
# `child.parent = b` does the same. `extend()`, which linters advise for such a loop, first makes a list in both, so here the longer form is wrong and the shorter
# one right. `for child in list(a)` is right, too, and its `list()` is no needless copy, though nothing in the loop mentions `a`. minidom's `appendChild()` moves
# half as well; lxml 6.1.3 moves all in each form.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check sqlalchemy==2.1.9 beautifulsoup4==4.15.0 lxml==6.1.3
cd "$folder"
cat > sample.py <<'END'
from xml.dom.minidom import parseString

import lxml.etree
from bs4 import BeautifulSoup
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

TEXT = "<r><a><p/><p/><p/><p/></a><b/></r>"


class Base(DeclarativeBase):
    id: Mapped[int] = mapped_column(primary_key=True)


class Parent(Base):
    __tablename__ = "parent"
    children: Mapped[list["Child"]] = relationship(back_populates="parent")


class Child(Base):
    __tablename__ = "child"
    parent_id: Mapped[int] = mapped_column(ForeignKey("parent.id"))
    parent: Mapped[Parent] = relationship(back_populates="children")


parents = []


def alchemy():
    a, b = Parent(children=[Child() for _ in range(4)]), Parent()
    parents.extend((a, b))
    return a.children, b.children


def soup():
    text = BeautifulSoup("<a><p></p><p></p><p></p><p></p></a><b></b>", "html.parser")
    return text.a, text.b


def soup_contents():
    a, b = soup()
    return a.contents, b


def lxml_elements():
    return lxml.etree.fromstring(TEXT)


for make in (alchemy, soup, soup_contents, lxml_elements):
    a, b = make()
    for child in a:
        b.append(child)
    c, d = make()
    d.extend(c)
    e, f = make()
    for child in list(e):
        f.append(child)
    print(make.__name__, "loop", len(a), len(b), "extend", len(c), len(d), "list", len(e), len(f))
a, b = parseString(TEXT).documentElement.childNodes
for child in a.childNodes:
    b.appendChild(child)
print("minidom loop", len(a.childNodes), len(b.childNodes))
END
found=$(venv/bin/python sample.py)
echo "$found"
expected="alchemy loop 2 2 extend 0 4 list 0 4
soup loop 2 2 extend 0 4 list 0 4
soup_contents loop 2 2 extend 0 4 list 0 4
lxml_elements loop 0 4 extend 0 4 list 0 4
minidom loop 2 2"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
