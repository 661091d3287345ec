#include "engine/pages/line_reading.h"

#include <cctype>

namespace zen {

std::string_view trimmed(std::string_view s) {
    std::size_t from = s.find_first_not_of(" \t\r"), to = s.find_last_not_of(" \t\r");
    return from == s.npos ? std::string_view() : s.substr(from, to - from + 1);
}

bool take(std::string_view& line, std::string_view word) {
    if (!line.starts_with(word)) return false;
    line.remove_prefix(word.size());
    return true;
}

std::string quoted(std::string_view text) {
    return "`" + std::string(text) + "`";
}

bool name_character(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
}

}  // namespace zen
