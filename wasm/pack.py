"""Packs zenlint.wasm for the site: pack.py UNPACKER MODULE TABLES OUTPUT

OUTPUT is pieces, each after its size in four bytes (least significant first): the unpacker, a list of tables, and the module in parts as LZMA with the
part's size in its header: what stands before its functions, the streams of streams.py, and its data. MODULE is changed: streams.py clears hints in it.

TABLES, of tables.mjs, says where the data have tables. Those that pack better so are turned: all first bytes of the rows, then all second ones, and
so on. Columns of two bytes in which values are near those before them hold the differences. The list has four numbers of four bytes for each of these
tables: its place in the module, its size, the size of a row, and a bit for each of the first 32 columns, set for one of differences.
"""

import lzma
import pathlib
import struct
import sys

from streams import number, split

CODE_SECTION = 10


def functions(module):
    """Where the functions of the code section begin and end."""
    at = 8
    while module[at] != CODE_SECTION:
        size, at = number(module, at + 1)
        at += size
    size, at = number(module, at + 1)
    return number(module, at)[1], at + size


def packed(part, preset=9 | lzma.PRESET_EXTREME, **properties):
    filters = [{"id": lzma.FILTER_LZMA1, "preset": preset, "dict_size": 1 << 24, **properties}]
    out = lzma.compress(part, lzma.FORMAT_ALONE, filters=filters)
    return out[:5] + len(part).to_bytes(8, "little") + out[13:]


def size(part):
    """About how large a table is when it is packed."""
    return min(len(packed(part, 6, lc=2, lp=1, pb=2)), len(packed(part, 6, lc=0, lp=0, pb=0)))


def turned(table, row, differences):
    table = bytearray(table)
    for column in range(min(row // 2, 32)):
        if differences >> column & 1:
            before = 0
            for at in range(2 * column, len(table), row):
                value = int.from_bytes(table[at : at + 2], "little")
                table[at : at + 2] = (value - before & 0xFFFF).to_bytes(2, "little")
                before = value
    return b"".join(table[at::row] for at in range(row))


def best_differences(table, row):
    out = 0
    for column in range(min(row // 2, 32)):
        values = b"".join(table[at : at + 2] for at in range(2 * column, len(table), row))
        out |= (size(turned(values, 2, 1)) < size(turned(values, 2, 0))) << column
    return out


def turn_tables(module, places):
    """The list of the tables that are turned in the module."""
    out = b""
    for at, length, row in places:
        table = bytes(module[at : at + length])
        differences = best_differences(table, row)
        columns = turned(table, row, differences)
        if size(columns) < size(table):
            module[at : at + length] = columns
            out += struct.pack("<4I", at, length, row, differences)
    return out


unpacker, module = (pathlib.Path(name).read_bytes() for name in sys.argv[1:3])
places = [[int(word) for word in line.split()] for line in pathlib.Path(sys.argv[3]).read_text().splitlines()]
module = bytearray(module)
begin, end = functions(module)
streams = split(module, begin, end)
pathlib.Path(sys.argv[2]).write_bytes(module)
tables = turn_tables(module, places)
code = [min((packed(bytes(stream), lc=lc, lp=0, pb=0) for lc in (0, 2, 4)), key=len) for stream in streams.all()]
pieces = [unpacker, tables, packed(module[:begin], lc=4, lp=0, pb=0), *code, packed(module[end:], lc=2, lp=1, pb=2)]
pathlib.Path(sys.argv[4]).write_bytes(b"".join(len(piece).to_bytes(4, "little") + piece for piece in pieces))
