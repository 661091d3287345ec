#include "syntax/verdict/format_strings.h"
#include "text/formatted.h"

namespace zen::verdict {

constexpr std::size_t most_open = 150;

void FormatStrings::begin(TokenMaker& m, std::size_t start, char sort, bool raw) {
    if (open.size() + 1 >= most_open) return m.fail(start, m.at, "too many nested f-strings");
    const char quote = m.here();
    const bool triple = m.here(1) == quote && m.here(2) == quote;
    m.at += triple ? 3 : 1;
    m.add(Token::format_start, start, m.at, m.line);
    open.push_back({quote, sort, triple, raw, false, false, 0, -1, TokenMaker::u32(start), m.line});
}

bool FormatStrings::closes(const TokenMaker& m, const Format& f) const {
    return m.here() == f.quote && (!f.triple || (m.here(1) == f.quote && m.here(2) == f.quote));
}

bool FormatStrings::begin_expression(TokenMaker& m, Format& f) {
    if (++f.expression_braces >= 3) {
        m.fail(m.at, m.at + 1, formatted("{}: expressions nested too deeply", word()));
        return false;
    }
    f.in_expression = true;
    return true;
}

void FormatStrings::read_text(TokenMaker& m) {
    Format& f = open.back();
    const bool in_spec = f.in_spec && f.expression_braces >= 0;
    const std::size_t start = m.at;
    const std::uint32_t line = m.line;
    if (m.here() == '{' && (m.here(1) != '{' || in_spec)) {
        begin_expression(m, f);
        return;
    }
    if (closes(m, f)) {
        m.at += f.triple ? 3 : 1;
        m.add(Token::format_end, start, m.at, m.line);
        open.pop_back();
        return;
    }
    bool named_escape = false;
    for (;;) {
        const char c = m.here();
        if (m.at_end() || (!f.triple && c == '\n')) {
            if (in_spec && c == '\n' && m.minor < 14) {
                f.in_expression = true;
                f.in_spec = false;
                return m.add(Token::format_middle, start, m.at, line);
            }
            if (in_spec && c == '\n')
                return m.fail(m.at, m.at,
                              formatted("{}: newlines are not allowed in format specifiers for single quoted {}s",
                                        word(), word()));
            return m.fail_at_line(
                f.start, f.line,
                formatted("{}{} literal (detected at line {})",
                          f.triple ? "unterminated triple-quoted " : "unterminated ", word(), m.last_line() + 1));
        }
        if (closes(m, f)) return m.add(Token::format_middle, start, m.at, line);
        if (c == '{') {
            if (m.here(1) != '{' || in_spec) {
                m.add(Token::format_middle, start, m.at, line);
                begin_expression(m, f);
                return;
            }
            m.at += 2;
            return m.add(Token::format_middle, start, m.at, line);
        }
        if (c == '}') {
            if (named_escape) {
                ++m.at;
                named_escape = false;
                continue;
            }
            if (m.here(1) == '}' && !in_spec && f.braces == 0) {
                m.at += 2;
            } else {
                f.in_expression = true;
            }
            return m.add(Token::format_middle, start, m.at, line);
        }
        if (c == '\\') {
            ++m.at;
            if (m.here() == '\r' && m.here(1) == '\n') ++m.at;
            if (m.here() == '{' || m.here() == '}') continue;
            if (!f.raw && m.here() == 'N' && m.here(1) == '{') {
                named_escape = true;
                ++m.at;
            }
            if (m.at_end()) continue;
        }
        if (m.here() == '\n') ++m.line;
        ++m.at;
    }
}

std::string FormatStrings::word() const {
    return std::string(1, open.back().sort) + "-string";
}

}  // namespace zen::verdict
