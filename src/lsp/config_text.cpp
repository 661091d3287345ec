#include "lsp/config_text.h"

#include <algorithm>
#include <cctype>

#include "text/path.h"
#include "text/trimmed.h"

namespace zen::lsp {
namespace {

constexpr std::string_view around = " \t\"'";  // what may stand around a key or a table's name

bool name_character(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_';
}

}  // namespace

bool is_configuration(std::string_view path) {
    std::string_view name = name_of(path);
    return name == "pyproject.toml" || name == "zenlint.toml" || name == ".zenlint.toml";
}

ConfigPlace config_place(const Document& document, std::string_view path, std::uint32_t offset) {
    constexpr std::string_view ours = "tool.zenlint";
    ConfigPlace out;
    bool project = name_of(path) == "pyproject.toml";
    out.ours = !project && is_configuration(path);
    std::uint32_t last = document.line_of(offset);
    int depth = 0;  // of brackets: a list may go over several lines
    for (std::uint32_t row = 0; row <= last; ++row) {
        std::string_view line = document.line(row);
        if (row == last) line = line.substr(0, offset - document.line_start(row));
        std::string_view text = trimmed(line, around);
        if (depth == 0 && text.starts_with('[')) {
            std::string_view table =
                trimmed(text.substr(1, text.find(']') == text.npos ? text.npos : text.find(']') - 1), around);
            if (project) out.ours = table == ours || (table.starts_with(ours) && table[ours.size()] == '.');
            if (project && out.ours) table.remove_prefix(std::min(table.size(), ours.size() + 1));
            out.table = out.ours ? std::string(table) : "";
            out.key.clear();
            out.in_value = false;
            continue;
        }
        std::size_t value = 0;
        if (depth == 0) {
            std::size_t equals = line.find('=');
            out.key = trimmed(line.substr(0, equals), around);
            out.in_value = equals != line.npos;
            if (!out.in_value) continue;
            value = equals + 1;
        }
        char quote = 0;
        for (char c : line.substr(value)) {
            if (quote) {
                if (c == quote) quote = 0;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '#') {
                break;
            } else if (c == '[' || c == '{') {
                ++depth;
            } else if (c == ']' || c == '}') {
                --depth;
            }
        }
        depth = std::max(depth, 0);
    }
    const std::string& all = document.text();
    out.word_start = out.word_end = offset;
    while (out.word_start > 0 && name_character(all[out.word_start - 1])) --out.word_start;
    while (out.word_end < all.size() && name_character(all[out.word_end])) ++out.word_end;
    out.word = all.substr(out.word_start, out.word_end - out.word_start);
    return out;
}

}  // namespace zen::lsp
