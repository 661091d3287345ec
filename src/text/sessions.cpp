#include "text/sessions.h"

#include <algorithm>
#include <array>

#include "text/diff.h"

namespace zen {
namespace {

constexpr std::string_view primary = ">>>", secondary = "...";

std::string_view without_end(std::string_view line) {
    return line.substr(0, line.find_last_not_of("\r\n") + 1);
}

std::size_t indent_of(std::string_view line) {
    return std::min(line.find_first_not_of(' '), without_end(line).size());
}

// How many bytes the prompt at the beginning of the line takes, with the space behind it; 0 without one.
std::uint32_t prompt(std::string_view line, std::string_view which) {
    if (!line.starts_with(which)) return 0;
    const std::string_view rest = without_end(line.substr(which.size()));
    if (rest.empty()) return 3;
    return rest.starts_with(' ') ? 4 : 0;
}

bool is_word(std::string_view row, std::string_view word) {
    if (!row.starts_with(word)) return false;
    return row.size() == word.size() || std::string_view(" \t:\r\n").find(row[word.size()]) != std::string_view::npos;
}

// Does the line go on with a compound statement at its own indentation?
bool is_clause(std::string_view row) {
    constexpr std::array<std::string_view, 4> words = {"else", "elif", "except", "finally"};
    return std::ranges::any_of(words, [&](std::string_view word) { return is_word(row, word); });
}

struct SessionLines {
    std::string_view text;
    std::vector<std::string_view> rows;

    std::uint32_t start(std::size_t i) const {
        return i < rows.size() ? static_cast<std::uint32_t>(rows[i].data() - text.data())
                               : static_cast<std::uint32_t>(text.size());
    }
};

}  // namespace

bool is_closed(std::string_view code) {
    int depth = 0;
    for (std::size_t at = 0; at < code.size(); ++at) {
        const char c = code[at];
        if (c == '#') {
            at = std::min(code.find('\n', at), code.size());
        } else if (c == '"' || c == '\'') {
            const std::string_view rest = code.substr(at);
            const bool triple = rest.size() > 2 && rest[1] == c && rest[2] == c;
            const std::string end(triple ? 3 : 1, c);
            for (at += end.size(); at < code.size() && code.substr(at, end.size()) != end; ++at) {
                if (code[at] == '\n' && !triple) return false;
                if (code[at] == '\\') ++at;
            }
            if (at >= code.size()) return false;
            at += end.size() - 1;
        } else if (c == '(' || c == '[' || c == '{') {
            ++depth;
        } else if (c == ')' || c == ']' || c == '}') {
            if (--depth < 0) return false;
        }
    }
    return depth == 0;
}

std::vector<Session> read_sessions(std::string_view text) {
    std::vector<Session> out;
    if (text.find(primary) == text.npos) return out;
    const SessionLines lines{text, split_lines(text)};
    const std::vector<std::string_view>& rows = lines.rows;
    bool follows = false;  // is the last session right above the row?
    for (std::size_t i = 0; i < rows.size();) {
        const std::size_t indent = indent_of(rows[i]);
        if (!prompt(rows[i].substr(indent), primary)) {
            follows = false;
            ++i;
            continue;
        }
        std::vector<Session::Row> example;
        std::string code;
        std::size_t end = i;
        do {
            const std::uint32_t width =
                static_cast<std::uint32_t>(indent) + prompt(rows[end].substr(indent), end == i ? primary : secondary);
            example.push_back({{lines.start(end) + width, lines.start(end + 1)}, width, end == i});
            code += rows[end].substr(width);
            ++end;
        } while (end < rows.size() && indent_of(rows[end]) == indent && prompt(rows[end].substr(indent), secondary));
        const bool raises = end < rows.size() && rows[end].substr(indent_of(rows[end])).starts_with("Traceback (");
        // Blocks are told apart by the rows between them.
        const bool deeper = follows && out.back().indent.size() != indent;
        if (raises || deeper || !is_closed(code)) {
            follows = false;
        } else {
            if (!follows) out.push_back({{lines.start(i), 0}, std::string(indent, ' '), {}});
            out.back().span.end = lines.start(end);
            out.back().rows.insert(out.back().rows.end(), example.begin(), example.end());
            follows = true;
        }
        i = end;
    }
    return out;
}

std::vector<bool> continued_rows(const std::vector<std::string_view>& rows) {
    std::vector<bool> out(rows.size());
    std::string statement;  // up to the row
    bool compound = false;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::string_view row = without_end(rows[i]), above = i ? without_end(rows[i - 1]) : std::string_view();
        const bool open = i && (!is_closed(statement) || above.ends_with('\\') || above.starts_with('@'));
        const bool indented = row.starts_with(' ') || row.starts_with('\t');
        out[i] = open || (i && (indented || is_clause(row) || (compound && row.empty())));
        if (!out[i]) statement.clear(), compound = false;
        statement += rows[i];
        compound = compound || (indented && !open);
    }
    return out;
}

}  // namespace zen
