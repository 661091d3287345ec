#include "engine/suppression/directive_lines.h"

#include <algorithm>

namespace zen {

std::string_view DirectiveLines::text(std::uint32_t row) const {
    const std::uint32_t start = lines_.start(row);
    std::string_view line = tree_.text.substr(start, lines_.start(row + 1) - start);
    return line.substr(0, line.find_last_not_of("\r\n") + 1);
}

std::string_view DirectiveLines::indentation(std::uint32_t row) const {
    std::string_view line = text(row);
    return line.substr(0, std::min(line.find_first_not_of(" \t\f"), line.size()));
}

bool DirectiveLines::alone(std::uint32_t offset) const {
    const std::uint32_t row = lines_.row(offset);
    return lines_.start(row) + indentation(row).size() == offset;
}

std::uint32_t DirectiveLines::next_code(std::uint32_t row) const {
    for (++row; row <= lines_.count(); ++row) {
        std::string_view line = text(row);
        std::size_t content = line.find_first_not_of(" \t\f");
        if (content != line.npos && line[content] != '#') return row;
    }
    return row;
}

}  // namespace zen
