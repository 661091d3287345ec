// Text without what stands around it.
#pragma once
#include <string_view>

namespace zen {

// Without these characters at its ends; "" where there are no others.
inline std::string_view trimmed(std::string_view text, std::string_view blanks = " \t\r\n") {
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) + 1 - first);
}

}  // namespace zen
