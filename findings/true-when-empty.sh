#!/bin/sh
# h5py 3.16.0, beautifulsoup4 4.15.0, docutils 0.23, Scapy 2.8.0 and Biopython 1.88: what has a `len()` of 0 is true.
#
# So are an empty group of an HDF5 file (false is a closed one), a tag without children, a node of docutils, a packet and a SeqRecord without letters.
# `if not group:` for `if not len(group):`, which pylint's use-implicit-booleaness-not-len asks for without knowing what `group` is, never holds for them. With lxml
# 6.1.3 and Biopython's Seq, an empty one is false, so the same line means one thing for lxml's element and another for the tag of Beautiful Soup that replaces it.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check --no-compile h5py==3.16.0 beautifulsoup4==4.15.0 docutils==0.23 scapy==2.8.0 biopython==1.88 lxml==6.1.3
cd "$folder"
cat > sample.py <<'END'
import warnings

import h5py
from Bio.Seq import Seq
from Bio.SeqRecord import SeqRecord
from bs4 import BeautifulSoup
from docutils.nodes import paragraph
from lxml.etree import Element
from scapy.packet import Raw

warnings.simplefilter("ignore")
file = h5py.File("memory", "w", driver="core", backing_store=False)
for name, x in (
    ("group", file.create_group("a")),
    ("tag", BeautifulSoup("<p></p>", "html.parser").p),
    ("node", paragraph()),
    ("packet", Raw()),
    ("record", SeqRecord(Seq(""))),
    ("sequence", Seq("")),
    ("element", Element("p")),
):
    print(name, len(x), bool(x))
END
found=$(venv/bin/python sample.py)
echo "$found"
expected="group 0 True
tag 0 True
node 0 True
packet 0 True
record 0 True
sequence 0 False
element 0 False"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
