// Which characters an identifier may hold (Python reference, 2.3; PEP 3131).
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace zen {

struct BadCharacter {
    std::size_t at, length;  // bytes
    std::string message;     // Python's
};

// The first character for which a run of name characters is no identifier; nothing if it is one, or empty.
std::optional<BadCharacter> bad_character(std::string_view word);

// One of the words that are reserved everywhere (Python reference, 2.3.1)? `match`, `case`, `type` and `_` are names.
bool is_keyword(std::string_view word);
// Can the text be a name as it is: ASCII letters, digits and underscores, not a digit first, and no keyword?
bool is_ascii_name(std::string_view text);
bool is_ascii(std::string_view text);

}  // namespace zen
