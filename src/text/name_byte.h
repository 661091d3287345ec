// The bytes of UTF-8 that names consist of.
#pragma once

namespace zen {

// May the byte be in a name, at its beginning or later? True of all letters outside ASCII.
constexpr bool is_name_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace zen
