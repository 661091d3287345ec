#include "config/ini.h"

#include <algorithm>

namespace zen {

std::string trimmed(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
    return std::string(text.substr(0, text.find_last_not_of(" \t\r\n") + 1));
}

std::vector<std::string> ini_words(std::string_view text) {
    std::vector<std::string> out;
    while (!text.empty()) {
        std::size_t end = std::min(text.find_first_of(",\n"), text.size());
        std::string_view item = text.substr(0, end);
        item = item.substr(0, item.find('#'));
        if (std::string word = trimmed(item); !word.empty()) out.push_back(std::move(word));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

std::vector<IniSetting> ini_settings(std::string_view text) {
    std::vector<IniSetting> out;
    std::string section;
    bool open = false;  // may the last setting go on?
    while (!text.empty()) {
        std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        std::string content = trimmed(line);
        if (content.empty() || content[0] == '#' || content[0] == ';') continue;
        if (line[0] == ' ' || line[0] == '\t') {
            if (open) out.back().value += '\n' + content;
            continue;
        }
        open = false;
        if (content[0] == '[') {
            section = content.ends_with(']') ? content.substr(1, content.size() - 2) : content.substr(1);
            continue;
        }
        std::size_t equals = content.find_first_of("=:");
        if (equals == content.npos || equals == 0) continue;
        open = true;
        out.push_back({section, trimmed(std::string_view(content).substr(0, equals)),
                       trimmed(std::string_view(content).substr(equals + 1))});
    }
    return out;
}

}  // namespace zen
