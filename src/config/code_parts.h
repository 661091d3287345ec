// The letters and digits that codes of ruff and flake8 are made of.
#pragma once

#include <algorithm>
#include <string_view>

namespace zen {

inline bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// What stands before the first digit: `PLR` of `PLR0904`; all of it where there is none.
inline std::string_view code_letters(std::string_view code) {
    return code.substr(0, static_cast<std::size_t>(std::ranges::find_if(code, is_digit) - code.begin()));
}

}  // namespace zen
