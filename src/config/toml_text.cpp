#include "config/toml_text.h"

#include <algorithm>
#include <sstream>

namespace zen {

std::string toml_text(const toml::node& node) {
    toml::array holder;
    node.visit([&](const auto& value) { holder.push_back(value); });
    std::ostringstream out;
    auto flags = toml::toml_formatter::default_flags & ~toml::format_flags::allow_literal_strings;
    out << toml::toml_formatter(holder, flags);
    std::string text;
    for (char c : out.str())
        if (c != '\n' && (c != ' ' || !text.ends_with(' ')))
            text += c;
        else if (!text.ends_with(' '))
            text += ' ';
    // Without the holder's brackets and the blanks within.
    text = text.substr(1, text.rfind(']') - 1);
    text.erase(0, std::min(text.find_first_not_of(' '), text.size()));
    text.erase(text.find_last_not_of(' ') + 1);
    return text;
}

}  // namespace zen
