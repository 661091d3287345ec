"""Packs zenlint.wasm for the site: pack.py UNPACKER MODULE OUTPUT

OUTPUT is pieces, each after its size in four bytes (least significant first): the unpacker, and the module in parts as LZMA with the part's size
in its header. Tables follow another pattern than code, so that they are a part of their own.
"""

import lzma
import pathlib
import sys

DATA_SECTION = 11


def number(module, at):
    """The LEB128 at a place, and the place after it."""
    value = shift = 0
    while True:
        value |= (module[at] & 0x7F) << shift
        shift += 7
        at += 1
        if module[at - 1] < 0x80:
            return value, at


def data_section(module):
    at = 8
    while module[at] != DATA_SECTION:
        size, at = number(module, at + 1)
        at += size
    return at


def packed(part, **properties):
    filters = [{"id": lzma.FILTER_LZMA1, "preset": 9 | lzma.PRESET_EXTREME, "dict_size": 1 << 24, **properties}]
    out = lzma.compress(part, lzma.FORMAT_ALONE, filters=filters)
    return out[:5] + len(part).to_bytes(8, "little") + out[13:]


unpacker, module = (pathlib.Path(name).read_bytes() for name in sys.argv[1:3])
middle = data_section(module)
pieces = [unpacker, packed(module[:middle], lc=3, lp=0, pb=0), packed(module[middle:], lc=2, lp=1, pb=2)]
pathlib.Path(sys.argv[3]).write_bytes(b"".join(len(piece).to_bytes(4, "little") + piece for piece in pieces))
