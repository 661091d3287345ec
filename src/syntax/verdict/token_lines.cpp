#include "syntax/verdict/token_lines.h"

namespace zen::verdict {
namespace {

constexpr std::size_t most_indents = 100;

}  // namespace

TokenLines::TokenLines(std::string_view indentation) : starts(indentation.empty()) {
    for (char c : indentation) {
        columns[0] = c == '\t' ? (columns[0] / 8 + 1) * 8 : c == ' ' ? columns[0] + 1 : 0;
        narrows[0] = c == '\f' ? 0 : narrows[0] + 1;
    }
}

void TokenLines::begin_line(TokenMaker& m) {
    starts = false;
    std::size_t column = 0, narrow = 0;
    std::size_t continued = 0;  // the indentation in front of the first backslash; a line may begin with several
    std::size_t start = m.at;
    for (;; ++m.at) {
        const char c = m.here();
        // Python 3.9 passed over the indentation of such a line, and 3.8 took that of its first part.
        if (c == '\\' && m.minor == 9) return;
        if (c == '\\' && m.minor == 8) break;
        if (c == ' ') {
            ++column, ++narrow;
        } else if (c == '\t') {
            column = (column / 8 + 1) * 8;
            ++narrow;
        } else if (c == '\f') {
            column = narrow = 0;
        } else if (c == '\\' && (m.here(1) == '\n' || (m.here(1) == '\r' && m.here(2) == '\n'))) {
            // The line goes on, with the indentation that it has had so far, or with that of the next line if it has
            // had none.
            if (continued == 0) continued = column;
            m.at += m.here(1) == '\n' ? 1 : 2;
            ++m.line;
            if (m.at_end(1)) return m.fail(m.at, m.at, "unexpected EOF while parsing", Mistake::syntax, false);
        } else {
            break;
        }
    }
    if (m.here() == '#' || m.here() == '\n' || (m.here() == '\r' && m.here(1) == '\n') || m.at_end()) {
        if (m.at_end()) return;
        blank = true;
        return;
    }
    if (continued > 0) column = narrow = continued;
    if (column == columns.back()) {
        if (narrow != narrows.back()) inconsistent(m, start);
    } else if (column > columns.back()) {
        if (columns.size() >= most_indents)
            return m.fail(start, m.at, "too many levels of indentation", Mistake::indentation, false);
        if (narrow <= narrows.back()) return inconsistent(m, start);
        columns.push_back(column);
        narrows.push_back(narrow);
        m.add(Token::indent, start, m.at, m.line);
    } else {
        std::size_t closed = 0;
        while (columns.size() > 1 && column < columns.back()) {
            columns.pop_back();
            narrows.pop_back();
            ++closed;
        }
        if (column != columns.back())
            return m.fail(m.at, m.line_end(m.at), "unindent does not match any outer indentation level",
                          Mistake::indentation, false);
        if (narrow != narrows.back()) return inconsistent(m, start);
        while (closed-- > 0) m.add(Token::dedent, m.at, m.at, m.line);
    }
}

void TokenLines::inconsistent(TokenMaker& m, std::size_t start) {
    m.fail(start, m.line_end(m.at), "inconsistent use of tabs and spaces in indentation", Mistake::tab, false);
}

void TokenLines::backslash(TokenMaker& m) {
    std::size_t length = m.here(1) == '\r' ? 2 : 1;
    if (m.at_end(1)) return m.fail(m.at, m.at + 1, "unexpected EOF while parsing", Mistake::syntax, false);
    if (m.here(length) != '\n')
        return m.fail(m.at + 1, m.at + 2, "unexpected character after line continuation character", Mistake::syntax,
                      false);
    m.at += length + 1;
    ++m.line;
    if (m.at_end()) m.fail(m.at - 1, m.at, "unexpected EOF while parsing", Mistake::syntax, false);
}

void TokenLines::finish(TokenMaker& m) {
    const std::size_t end = !m.more && m.text.ends_with('\n') ? m.text.size() - 1 : m.text.size();
    if (!m.brackets.empty()) {
        m.failed = true;
        return m.add(Token::error, end, end, m.line);
    }
    const bool open = !m.out.all.empty() && m.out.all.back().sort != Token::newline &&
                      m.out.all.back().sort != Token::dedent && !blank;
    if (open) m.add(Token::newline, end, end, m.line);
    for (; columns.size() > 1; columns.pop_back()) m.add(Token::dedent, end, end, m.line);
    m.add(Token::end, end, end, m.line);
}

bool TokenLines::end_line(TokenMaker& m) {
    const char c = m.here();
    if (c != '\n' && !(c == '\r' && m.here(1) == '\n')) return false;
    const std::size_t start = m.at;
    m.at += c == '\n' ? 1 : 2;
    const std::uint32_t line = m.line++;
    if (!m.brackets.empty()) return true;
    if (!blank) m.add(Token::newline, start, m.at, line);
    blank = false;
    starts = true;
    return true;
}

}  // namespace zen::verdict
