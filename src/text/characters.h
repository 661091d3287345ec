// Characters by code point: reading them from UTF-8, and Unicode's answers that identifiers need.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "text/character_table.h"

namespace zen::characters {

// The bytes of the character at the start of the text, which goes to `c`; 0 if that is no UTF-8.
std::size_t read(std::string_view text, std::uint32_t& c);
void append(std::string& out, std::uint32_t c);

// The row of a character.
Row row_of(std::uint32_t c);

// Unicode's normal form KC; "" for what is no UTF-8.
std::string normal_form_kc(std::string_view text);

}  // namespace zen::characters
