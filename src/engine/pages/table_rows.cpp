#include "engine/pages/table_rows.h"

#include <algorithm>
#include <array>

#include "engine/matching/hole_text.h"
#include "engine/pages/line_reading.h"

namespace zen {
namespace {

// Is it a place of a condition where names stand, or spellings, and no code?
bool names_stand(std::string_view text, std::size_t at) {
    text = text.substr(0, at);
    return std::ranges::any_of(
        std::array<std::string_view, 13>{" spelled ", " called ", " one of ", " derived from ", " a method ",
                                         " an attribute ", " a decorator ", " a parameter ", " argument ", " calls ",
                                         " call ", " imports ", " import "},
        [&](std::string_view words) { return text.find(words) != text.npos; });
}

enum class CellPlace : std::uint8_t { code, words, condition };

// `$name` with what a row of a table has for it. In code its backticks go.
std::string filled(std::string text, const std::vector<std::string>& columns, const std::vector<std::string>& row,
                   CellPlace place) {
    for (std::size_t c = 0; c < columns.size(); ++c) {
        if (!columns[c].starts_with('$')) continue;
        std::string cell = row[c];
        if (place == CellPlace::code && cell.size() > 1 && cell.starts_with('`') && cell.ends_with('`'))
            cell = cell.substr(1, cell.size() - 2);
        const std::string_view column = std::string_view(columns[c]).substr(1);
        for (std::size_t at = 0; (at = text.find('$', at)) != text.npos;) {
            const auto [name, end] = hole_in_text(text, at);
            if (name != column || text[at + 1] == '$') {
                at = std::max(end, at + 1);
                continue;
            }
            // Inside of code that the line writes in backticks, too.
            bool inside = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '`') % 2 == 1;
            std::string put = (inside || (place == CellPlace::condition && names_stand(text, at))) && cell.size() > 1 &&
                                      cell.starts_with('`')
                                  ? cell.substr(1, cell.size() - 2)
                                  : cell;
            text.replace(at, end - at, put);
            at += put.size();
        }
    }
    return text;
}

}  // namespace

RawMatch filled(RawMatch m, const std::vector<std::string>& columns, const std::vector<std::string>& row) {
    auto code = [&](std::string& text) { text = filled(std::move(text), columns, row, CellPlace::code); };
    auto words = [&](std::string& text) { text = filled(std::move(text), columns, row, CellPlace::words); };
    auto condition = [&](std::string& text) { text = filled(std::move(text), columns, row, CellPlace::condition); };
    for (RawMatch::Pattern& p : m.patterns) code(p.code.text);
    for (std::vector<RawMatch::Line>* lines : {&m.where, &m.safe_when})
        for (RawMatch::Line& l : *lines) {
            condition(l.text);
            for (RawMatch::Line& other : l.others) condition(other.text);
        }
    for (std::vector<RawMatch::Line>* lines : {&m.lets, &m.also})
        for (RawMatch::Line& l : *lines) words(l.text);
    for (RawMatch::Section& s : m.says) words(s.header), words(s.content.text);
    for (RawMatch::Section& s : m.edits) words(s.header), code(s.content.text);
    words(m.fix_title), words(m.unsafe_because);
    for (std::size_t c = 0; c < columns.size(); ++c)
        if (columns[c] == "aka" && !m.own_aliases) m.aliases = row[c];
    return m;
}

}  // namespace zen
