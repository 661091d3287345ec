"""Writes the tables of src/text/charset_table.h: what the codecs of this Python do, byte sequence by byte sequence.

charsets.py OUTPUT
"""
import encodings.aliases
import struct
import sys

from packing import PAIRS, definition

UNDEFINED = 0xFFFF
ASCII = bytes([9, 10, 12, 13, *range(32, 127)])  # what Python's grammar is written in
# The sequences that a codec may have besides single bytes and pairs.
THIRD = {"euc_jp", "euc_jis_2004", "euc_jisx0213"}  # 0x8f and a pair
FOURTH = "gb18030"


def decoded(codec: str, sequence: bytes) -> str:
    try:
        return sequence.decode(codec)
    except UnicodeDecodeError:
        return ""


def encoded(codec: str, text: str) -> bytes:
    try:
        return text.encode(codec)
    except UnicodeEncodeError:
        return b""


def holds_source(codec: str) -> bool:
    """Whether it is an encoding without states, in which ASCII stays what it is."""
    try:
        return (
            ASCII.decode(codec) == ASCII.decode()
            and not codec.startswith(("utf", "iso2022"))
            and decoded(codec, b"\\n") == "\\n"
            and codec not in ("idna", "punycode", "raw_unicode_escape", "mbcs", "oem")
        )
    except (UnicodeError, LookupError):
        return False


def shown_name(codec: str) -> str:
    if codec == "latin_1":
        return "iso-8859-1"
    return codec.replace("iso8859_", "iso-8859-").replace("_", "-")


class Tables:
    def __init__(self) -> None:
        self.singles: list[int] = []
        self.units: list[int] = []
        self.rows: list[str] = []
        self.extras: list[str] = []
        self.decode_only: list[int] = []
        self.known_singles: dict[tuple[int, ...], int] = {}
        self.known_units: dict[tuple[int, ...], int] = {}
        self.known_extras: dict[str, int] = {}

    def unit(self, text: str) -> int:
        """One UTF-16 code unit for what a sequence means: a surrogate numbers one of the extras."""
        if not text:
            return UNDEFINED
        if len(text) == 1 and ord(text) < 0x10000:
            return ord(text)
        if text not in self.known_extras:
            self.known_extras[text] = len(self.extras)
            points = [ord(c) for c in text] + [0]
            self.extras.append(f"{{0x{points[0]:x}, 0x{points[1]:x}}}")
        number = self.known_extras[text]
        assert number < 0x800
        return 0xD800 + number

    def run(self, texts: list[str], all_units: list[int], known: dict[tuple[int, ...], int]) -> int:
        units = tuple(self.unit(text) for text in texts)
        if units not in known:
            known[units] = len(all_units)
            all_units.extend(units)
        return known[units]

    def pairs(self, codec: str, prefix: bytes) -> tuple[int, int]:
        """Adds the rows of pairs behind a prefix, one a first byte; which rows they are."""
        begin = len(self.rows)
        for first in range(0x80, 0x100):
            lead = prefix + bytes([first])
            if decoded(codec, lead):
                continue  # stands for itself
            texts = [decoded(codec, lead + bytes([second])) for second in range(0x100)]
            known = [second for second, text in enumerate(texts) if text]
            if not known:
                continue
            low, high = known[0], known[-1]
            for second in known:
                sequence = lead + bytes([second])
                if encoded(codec, texts[second]) != sequence:
                    self.decode_only.append(int.from_bytes(sequence, "big"))
            self.rows.append(f"{{0x{first:x}, 0x{low:x}, 0x{high:x}, {self.run(texts[low:high + 1], self.units, self.known_units)}}}")
        return begin, len(self.rows)


def four_bytes(index: int) -> bytes:
    index, d = divmod(index, 10)
    index, c = divmod(index, 126)
    a, b = divmod(index, 10)
    return bytes([0x81 + a, 0x30 + b, 0x81 + c, 0x30 + d])


def ranges_of_four(codec: str) -> list[str]:
    """Where gb18030's sequences of four bytes follow one another as their code points do; they are numbered in order."""
    out = []
    last = None
    for index in range(126 * 10 * 126 * 10):
        text = decoded(codec, four_bytes(index))
        here = ord(text) if text else None
        if here is not None and (last is None or here != last + 1):
            out.append([index, here, 0])
        if here is not None:
            out[-1][2] += 1
        last = here
    return ["{%d, 0x%x, %d}" % tuple(r) for r in out]


def main() -> None:
    codecs = sorted(c for c in {*encodings.aliases.aliases.values(), "koi8_u", "koi8_t", "cp720", "cp856", "cp874",
                                "cp875", "cp1006", "cp737", "mac_croatian", "mac_farsi", "mac_romanian", "mac_arabic"}
                    if holds_source(c))
    tables = Tables()
    charsets = []
    for codec in codecs:
        singles = tables.run([decoded(codec, bytes([byte])) for byte in range(0x100)], tables.singles, tables.known_singles)
        only = len(tables.decode_only)
        for byte in range(0x100):
            text = decoded(codec, bytes([byte]))
            if text and encoded(codec, text) != bytes([byte]):
                tables.decode_only.append(byte)
        pairs = tables.pairs(codec, b"")
        third = tables.pairs(codec, b"\x8f") if codec in THIRD else (0, 0)
        charsets.append(f'{{"{shown_name(codec)}", {singles}, {{{pairs[0]}, {pairs[1]}}}, {{{third[0]}, {third[1]}}}, '
                        f'{{{only}, {len(tables.decode_only)}}}, {"true" if codec == FOURTH else "false"}}}')
    names = {alias: shown_name(codec) for alias, codec in encodings.aliases.aliases.items() if codec in codecs}
    names.update({codec: shown_name(codec) for codec in codecs})
    # The one encoding with states that is read: of Japanese mail, on the table of euc-jp.
    names.update({alias: "iso-2022-jp" for alias, codec in encodings.aliases.aliases.items() if codec == "iso2022_jp"})
    names["iso2022_jp"] = "iso-2022-jp"
    names.update({alias: "utf-8" for alias, codec in encodings.aliases.aliases.items() if codec == "utf_8"})

    def array(declaration: str, items, per_line: int) -> str:
        items = list(items)
        lines = [", ".join(items[i:i + per_line]) for i in range(0, len(items), per_line)]
        return f"extern const {declaration}[] = {{\n" + ",\n".join(lines) + "};\n"

    with open(sys.argv[1], "w", encoding="ascii", newline="\n") as out:
        out.write('// Made at build by src/text/host/charsets.py.\n#include "text/charset_table.h"\n\nnamespace zen::charset {\n\n')
        out.write(array("char16_t singles", (f"0x{u:x}" for u in tables.singles), 24))
        # Sequences in a row often mean characters in a row.
        steps = [(unit - before) & 0xFFFF for unit, before in zip(tables.units, [0, *tables.units])]
        out.write(definition("units", struct.pack(f"<{len(steps)}H", *steps), PAIRS))
        out.write(array("Row rows", tables.rows, 8))
        out.write(array("Extra extras", tables.extras, 8))
        out.write(array("std::uint32_t decode_only", (f"0x{d:x}" for d in tables.decode_only), 16))
        out.write(array("FourByteRange four_byte_ranges", ranges_of_four(FOURTH), 8))
        out.write(array("Charset charsets", charsets, 1))
        out.write("extern const std::size_t charset_count = sizeof charsets / sizeof *charsets;\n")
        out.write("extern const std::size_t four_byte_range_count = sizeof four_byte_ranges / sizeof *four_byte_ranges;\n")
        out.write(array("Alias aliases", (f'{{"{a}", "{n}"}}' for a, n in sorted(names.items())), 4))
        out.write("extern const std::size_t alias_count = sizeof aliases / sizeof *aliases;\n\n}  // namespace zen::charset\n")


main()
