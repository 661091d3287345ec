"""Packs what few runs read, as src/text/packed.h unpacks it.

packing.py INPUT OUTPUT.cpp NAME   writes `const Packed NAME` of the file's bytes
"""
import sys


TEXT = {"lc": 4, "lp": 0, "pb": 0}
PAIRS = {"lc": 2, "lp": 1, "pb": 1}  # numbers of two bytes


def packed(data: bytes, form: "dict[str, int]") -> bytes:
    try:
        import lzma
    except ImportError:  # a Python that was built without it
        return b"\0" + data
    filters = [{"id": lzma.FILTER_LZMA1, "preset": 9 | lzma.PRESET_EXTREME, "dict_size": 1 << 23, **form}]
    out = lzma.compress(data, format=lzma.FORMAT_ALONE, filters=filters)
    return out[:5] + len(data).to_bytes(8, "little") + out[13:]


def definition(name: str, data: bytes, form: "dict[str, int]" = TEXT) -> str:
    """C++ for `const Packed NAME`, in the namespace that is open."""
    out = packed(data, form)
    rows = [", ".join(map(str, out[i:i + 32])) for i in range(0, len(out), 32)]
    return (f"static constexpr std::uint8_t {name}_bytes[] = {{\n" + ",\n".join(rows) + "};\n"
            f"extern const Packed {name};\nconst Packed {name}{{{name}_bytes, sizeof {name}_bytes}};\n")


if __name__ == "__main__":
    with open(sys.argv[1], "rb") as file:
        text = definition(sys.argv[3], file.read())
    with open(sys.argv[2], "w", encoding="ascii", newline="\n") as file:
        file.write(f'// Made at build by src/text/host/packing.py.\n#include "text/packed.h"\n\nnamespace zen {{\n\n{text}\n}}  // namespace zen\n')
