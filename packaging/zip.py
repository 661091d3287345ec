"""Zip archives that are the same bytes for the same files, and smaller than those of Python's zipfile: large files are deflated by
zopfli, which searches longer than zlib's best level."""

import pathlib
import struct
import subprocess
import zlib
from collections.abc import Iterable

DEFLATE = "zopfli==0.4.3"  # zopfli for Python
LARGE = 100_000  # bytes; below, a process of its own is not worth it
MOMENT = (0, 1 << 5 | 1)  # of all files: midnight, 1 January 1980, the earliest that the format knows
DEFLATED, UTF8, MADE_ON_UNIX = 8, 0x800, 3 << 8


def deflated(data: bytes, python: "pathlib.Path | None") -> bytes:
    """The data as a raw deflate stream; `python` has the package above."""
    if python and len(data) > LARGE:
        # As many blocks as it finds use for, since a program is of many kinds; the stream is packed between zlib's header and checksum.
        code = ("import sys, zopfli.zopfli as z; sys.stdout.buffer.write("
                "z.compress(sys.stdin.buffer.read(), numiterations=5, blocksplittingmax=0)[2:-4])")
        out = subprocess.run([python, "-c", code], input=data, stdout=subprocess.PIPE, check=True).stdout
        if zlib.decompress(out, -15) != data:
            raise ValueError("zopfli does not give back what it was given")
        return out
    stream = zlib.compressobj(9, zlib.DEFLATED, -15)
    return stream.compress(data) + stream.flush()


def write(path: pathlib.Path, files: "Iterable[tuple[str, bytes, int]]", python: "pathlib.Path | None" = None) -> None:
    """Writes the files, given as name, content and mode, in this order."""
    body, directory, count = bytearray(), bytearray(), 0
    for name, data, mode in files:
        packed, encoded = deflated(data, python), name.encode()
        # What the local header and the directory have in common.
        common = struct.pack("<HHHHHIIIHH", 20, UTF8, DEFLATED, *MOMENT, zlib.crc32(data), len(packed), len(data), len(encoded), 0)
        directory += struct.pack("<4sH", b"PK\1\2", MADE_ON_UNIX | 20) + common
        directory += struct.pack("<HHHII", 0, 0, 0, (0o100000 | mode) << 16, len(body)) + encoded
        body += b"PK\3\4" + common + encoded + packed
        count += 1
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, count, count, len(directory), len(body), 0)
    path.write_bytes(body + directory + end)
