// The characters of tokens.
#pragma once
#include <algorithm>
#include <string_view>

namespace zen::verdict {

inline bool digit(char c) {
    return c >= '0' && c <= '9';
}
inline bool hex_digit(char c) {
    return digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
// What a name may begin with; of what is beyond ASCII, everything.
inline bool letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
// Could Unicode have a character of that name? Its names are made of letters, digits, spaces and hyphens.
inline bool may_name_character(std::string_view name) {
    return !name.empty() && name.front() != ' ' && name.back() != ' ' && std::ranges::all_of(name, [](char c) {
        return c == ' ' || c == '-' || hex_digit(c) || (letter(c) && c != '_' && c > 0);
    });
}

}  // namespace zen::verdict
