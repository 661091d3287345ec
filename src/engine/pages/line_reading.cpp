#include "engine/pages/line_reading.h"
#include "text/formatted.h"

#include <cctype>

namespace zen {

bool take(std::string_view& line, std::string_view word) {
    if (!line.starts_with(word)) return false;
    line.remove_prefix(word.size());
    return true;
}

std::string quoted(std::string_view text) {
    return formatted("`{}`", text);
}

bool name_character(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
}

}  // namespace zen
