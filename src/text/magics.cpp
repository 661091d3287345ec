#include "text/magics.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

#include "text/name_byte.h"

namespace zen {
namespace {

// Cell magics whose body is Python (https://ipython.readthedocs.io/en/stable/interactive/magics.html).
constexpr std::array<std::string_view, 7> python_cells = {"capture", "debug", "prun",  "python",
                                                          "python3", "time",  "timeit"};

bool blank(char c) {
    return c == ' ' || c == '\t' || c == '\f';
}

// Follows Python's tokens as far as to know where a logical line begins.
class CellLines {
  public:
    // Does the line that begins here begin a logical line?
    bool fresh() const { return depth_ == 0 && quote_ == 0 && !continued_; }

    // Reads on to the end of the line. Returns where its comment begins, or its end.
    std::size_t read(std::string_view line) {
        continued_ = false;
        std::size_t comment = line.size();
        for (std::size_t i = 0; i < line.size(); ++i) {
            char c = line[i];
            if (quote_) {
                if (c == '\\') {
                    ++i;
                } else if (c == quote_ && (!triple_ || line.substr(i, 3) == std::string(3, quote_))) {
                    if (triple_) i += 2;
                    quote_ = 0;
                }
            } else if (c == '#') {
                comment = i;
                break;
            } else if (c == '"' || c == '\'') {
                quote_ = c;
                triple_ = line.substr(i, 3) == std::string(3, c);
                if (triple_) i += 2;
            } else if (c == '(' || c == '[' || c == '{') {
                ++depth_;
            } else if (c == ')' || c == ']' || c == '}') {
                depth_ -= depth_ > 0;
            } else if (c == '\\' && i + 1 == line.size()) {
                continued_ = true;
            }
        }
        if (quote_ && !triple_ && !line.ends_with('\\')) quote_ = 0;  // broken; each line by itself then
        return comment;
    }

  private:
    std::size_t depth_ = 0;
    char quote_ = 0;
    bool triple_ = false, continued_ = false;
};

// Where the foreign part of a logical line begins; npos when it is Python.
std::size_t foreign_from(std::string_view line) {
    std::size_t first = line.find_first_not_of(" \t\f");
    if (first == line.npos || line[first] == '#') return line.npos;
    if (line[first] == '%' || line[first] == '!' || line[first] == '?') return first;
    // `files = !ls`, `a, b = %sql …`
    std::size_t i = first;
    while (i < line.size() && (is_name_byte(line[i]) || blank(line[i]) || line[i] == '.' || line[i] == ',' ||
                               line[i] == '*' || line[i] == '[' || line[i] == ']'))
        ++i;
    if (i >= line.size() || line[i] != '=') return line.npos;
    std::size_t value = line.find_first_not_of(" \t", i + 1);
    return value != line.npos && (line[value] == '%' || line[value] == '!') ? value : line.npos;
}

// Is the whole line `name?`, `name??` or `%name?`
bool asks_for_help(std::string_view line) {
    line = line.substr(0, line.find_last_not_of(" \t\r") + 1);
    if (!line.ends_with('?')) return false;
    line = line.substr(0, line.find_last_not_of('?') + 1);
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    return !line.empty() &&
           std::ranges::all_of(line, [](char c) { return is_name_byte(c) || c == '.' || c == '*' || c == '%'; });
}

}  // namespace

void add_words(std::string_view text, std::set<std::string, std::less<>>& names) {
    for (auto at = text.begin(); (at = std::find_if(at, text.end(), is_name_byte)) != text.end();) {
        const auto end = std::find_if_not(at, text.end(), is_name_byte);
        names.emplace(at, end);
        at = end;
    }
}

bool reads_as_magic(std::string_view line) {
    return asks_for_help(line) || foreign_from(line) != line.npos;
}

bool mask_magics(std::string& cell, ForeignCode& masked) {
    CellLines lines;
    bool first = true, magic_goes_on = false;
    for (std::size_t start = 0; start < cell.size();) {
        std::size_t end = std::min(cell.find('\n', start), cell.size());
        std::string_view line = std::string_view(cell).substr(start, end - start);
        std::size_t next = end + 1;
        if (line.ends_with('\r')) line.remove_suffix(1), --end;
        std::size_t content = line.find_first_not_of(" \t\f");
        if (first && content != line.npos) {
            first = false;
            if (line.starts_with("%%")) {
                std::string_view name = line.substr(2, std::min(line.find_first_of(" \t", 2), line.size()) - 2);
                if (std::ranges::find(python_cells, name) == python_cells.end()) {
                    add_words(cell, masked.names);
                    return false;
                }
            }
        }
        std::size_t from = line.npos;
        if (magic_goes_on)
            from = content;
        else if (lines.fresh())
            from = asks_for_help(line) ? content : foreign_from(line);
        if (from != line.npos && from < line.size()) {
            bool more = magic_goes_on;
            magic_goes_on = line.ends_with('\\');
            std::size_t to = line.find_last_not_of(" \t") + 1;
            if (to > from) {
                Span span{static_cast<std::uint32_t>(start + from), static_cast<std::uint32_t>(start + to)};
                add_words(std::string_view(cell).substr(span.start, span.size()), masked.names);
                // The lines after the first are comments, so that they do not count as statements.
                std::fill(cell.begin() + span.start, cell.begin() + span.end, '_');
                if (more) cell[span.start] = '#';
                masked.spans.push_back(span);
            }
        } else {
            magic_goes_on = false;
            lines.read(line);
        }
        start = next;
    }
    return true;
}

}  // namespace zen
