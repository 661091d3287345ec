// Texts and tables that the build packs (src/text/host/packing.py), since few runs read them.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>

namespace zen {

// Part of the program: LZMA with its header, or, from a Python that has none, a zero byte and the text as it is. No
// bytes: no text.
struct Packed {
    const std::uint8_t* bytes = nullptr;
    std::size_t size = 0;
};

std::string unpacked(const Packed& packed);

}  // namespace zen
