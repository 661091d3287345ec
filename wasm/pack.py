"""Packs zenlint.wasm for the site: pack.py UNPACKER MODULE OUTPUT

OUTPUT is the size of the unpacker in four bytes (least significant first), the unpacker, and the module as LZMA with its size in the header.
"""

import lzma
import pathlib
import sys

unpacker, module = (pathlib.Path(name).read_bytes() for name in sys.argv[1:3])
filters = [{"id": lzma.FILTER_LZMA1, "preset": 9 | lzma.PRESET_EXTREME, "lc": 2, "lp": 1, "pb": 2, "dict_size": 1 << 24}]
packed = lzma.compress(module, lzma.FORMAT_ALONE, filters=filters)
packed = packed[:5] + len(module).to_bytes(8, "little") + packed[13:]
pathlib.Path(sys.argv[3]).write_bytes(len(unpacker).to_bytes(4, "little") + unpacker + packed)
