#include "engine/pages/table_rows.h"

#include <algorithm>

#include "engine/pages/line_reading.h"

namespace zen {
namespace {

// `$name` with what a row of a table has for it. In code its backticks go.
std::string filled(std::string text, const std::vector<std::string>& columns, const std::vector<std::string>& row,
                   bool code) {
    for (std::size_t c = 0; c < columns.size(); ++c) {
        if (!columns[c].starts_with('$')) continue;
        std::string cell = row[c];
        if (code && cell.size() > 1 && cell.starts_with('`') && cell.ends_with('`'))
            cell = cell.substr(1, cell.size() - 2);
        for (std::size_t at = 0; (at = text.find(columns[c], at)) != text.npos;) {
            std::size_t end = at + columns[c].size();
            if (end < text.size() && name_character(text[end])) {
                at = end;
                continue;
            }
            // Inside of code that the line writes in backticks, too.
            bool inside = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '`') % 2 == 1;
            std::string put =
                inside && cell.size() > 1 && cell.starts_with('`') ? cell.substr(1, cell.size() - 2) : cell;
            text.replace(at, columns[c].size(), put);
            at += put.size();
        }
    }
    return text;
}

}  // namespace

RawMatch filled(RawMatch m, const std::vector<std::string>& columns, const std::vector<std::string>& row) {
    auto code = [&](std::string& text) { text = filled(std::move(text), columns, row, true); };
    auto words = [&](std::string& text) { text = filled(std::move(text), columns, row, false); };
    for (RawMatch::Pattern& p : m.patterns) code(p.code.text);
    for (std::vector<RawMatch::Line>* lines : {&m.where, &m.safe_when, &m.lets, &m.also})
        for (RawMatch::Line& l : *lines) words(l.text);
    for (RawMatch::Section& s : m.says) words(s.header), words(s.content.text);
    for (RawMatch::Section& s : m.edits) words(s.header), code(s.content.text);
    words(m.fix_title), words(m.unsafe_because);
    for (std::size_t c = 0; c < columns.size(); ++c)
        if (columns[c] == "aka") m.aliases = row[c];
    return m;
}

}  // namespace zen
