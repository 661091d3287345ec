#include "syntax/verdict/tokens.h"

#include <algorithm>
#include <array>
#include <utility>

#include "syntax/verdict/characters.h"
#include "syntax/verdict/format_strings.h"
#include "syntax/verdict/numbers.h"
#include "syntax/verdict/token_lines.h"
#include "syntax/verdict/token_maker.h"
#include "text/formatted.h"
#include "text/identifier.h"

namespace zen::verdict {
namespace {

constexpr std::size_t most_open_brackets = 200;

class Tokenizer {
  public:
    Tokenizer(const Part& part, int minor)
        : m_{.text = part.text, .minor = minor, .more = part.more, .line = part.first_line, .brackets = {}, .out = {}},
          lines_(part.indentation) {
        m_.out.text = part.text;
    }

    Tokens run() {
        while (!m_.failed && !ended_) {
            if (formats_.in_text())
                formats_.read_text(m_);
            else
                next();
        }
        if (!m_.brackets.empty()) m_.out.open_bracket = m_.brackets.back().at;
        return std::move(m_.out);
    }

  private:
    void next() {
        if (lines_.starts) {
            lines_.begin_line(m_);
            if (m_.failed) return;
        }
        while (m_.here() == ' ' || m_.here() == '\t' || m_.here() == '\f') ++m_.at;
        if (m_.here() == '#') m_.at = m_.line_end(m_.at);
        if (m_.at_end()) {
            ended_ = true;
            return lines_.finish(m_);
        }
        if (lines_.end_line(m_)) return;
        const char c = m_.here();
        if (letter(c)) return word();
        if (digit(c) || (c == '.' && digit(m_.here(1)))) return number(m_);
        if (c == '"' || c == '\'') return string(m_.at);
        if (c == '\\') return lines_.backslash(m_);
        op();
    }

    void word() {
        const std::size_t start = m_.at;
        bool b = false, u = false, r = false, f = false, t = false;
        for (std::size_t i = m_.at;; ++i) {
            const char c = i < m_.text.size() ? static_cast<char>(m_.text[i] | 0x20) : '\0';
            const char real = i < m_.text.size() ? m_.text[i] : '\0';
            if (real == '"' || real == '\'') {
                if (!prefix(b, u, r, f, t, start, i)) break;
                if (m_.failed) return;
                m_.at = i;
                return (f || t) && m_.minor >= 12 ? formats_.begin(m_, start, t ? 't' : 'f', r) : string(start);
            }
            if (c == 'b' && !b)
                b = true;
            else if (c == 'u' && !u)
                u = true;
            else if (c == 'r' && !r)
                r = true;
            else if (c == 'f' && !f)
                f = true;
            else if (c == 't' && !t && m_.minor >= 14)
                t = true;
            else
                break;
            if (real >= '0' && real <= '9') break;
        }
        while (letter(m_.here()) || digit(m_.here())) ++m_.at;
        if (const auto bad = bad_character(m_.text.substr(start, m_.at - start)))
            return m_.fail(start + bad->at, start + bad->at + bad->length, bad->message);
        m_.add(Token::name, start, m_.at, m_.line);
    }

    // May the letters in front of the quote be a prefix? Since 3.14 impossible ones are named.
    bool prefix(bool b, bool u, bool r, bool f, bool t, std::size_t start, std::size_t quote) {
        const std::array<std::pair<bool, char>, 5> letters{{{b, 'b'}, {u, 'u'}, {r, 'r'}, {f, 'f'}, {t, 't'}}};
        constexpr std::array<std::string_view, 7> never = {"ub", "ur", "uf", "ut", "bf", "bt", "ft"};
        for (std::string_view pair : never) {
            auto has = [&](char c) {
                return std::ranges::any_of(letters, [&](auto& l) { return l.first && l.second == c; });
            };
            if (!has(pair[0]) || !has(pair[1])) continue;
            if (m_.minor >= 14)
                m_.fail(start, quote, formatted("'{}' and '{}' prefixes are incompatible", pair[0], pair[1]));
            return m_.minor >= 14;
        }
        return true;
    }

    void string(std::size_t start) {
        const char quote = m_.here();
        const std::size_t open = m_.at;
        const bool triple = m_.here(1) == quote && m_.here(2) == quote;
        const std::uint32_t line = m_.line;
        bool escaped_quote = false;
        for (m_.at += triple ? 3 : 1;; ++m_.at) {
            if (m_.at_end() || (!triple && m_.here() == '\n')) {
                if (!formats_.open.empty() && formats_.open.back().quote == quote &&
                    formats_.open.back().triple == triple)
                    return m_.fail_at_line(start, line, formatted("{}: expecting '}}'", formats_.word()));
                std::string message = formatted("unterminated {}string literal (detected at line {})",
                                                triple ? "triple-quoted " : "", m_.last_line() + 1);
                if (!triple && escaped_quote && m_.minor >= 14) message += "; perhaps you escaped the end quote";
                return m_.fail_at_line(triple ? open : start, line, std::move(message));
            }
            if (m_.here() == '\\') {
                ++m_.at;
                if (m_.here() == quote) escaped_quote = true;
                if (m_.here() == '\r' && m_.here(1) == '\n') ++m_.at;
                if (m_.here() == '\n') ++m_.line;
                if (m_.at_end()) --m_.at;
            } else if (m_.here() == '\n') {
                ++m_.line;
            } else if (m_.here() == quote && (!triple || (m_.here(1) == quote && m_.here(2) == quote))) {
                m_.at += triple ? 3 : 1;
                return m_.add(Token::string, start, m_.at, line);
            }
        }
    }

    void op() {
        const char c = m_.here();
        const std::uint32_t start = TokenMaker::u32(m_.at);
        if (!formats_.open.empty()) {
            FormatStrings::Format& f = formats_.open.back();
            const int depth = f.braces - (c != '{' ? 1 : 0);
            if (c == ':' && depth == f.expression_braces) {
                f.in_expression = false;
                f.in_spec = true;
                ++m_.at;
                return m_.add(Token::op, start, m_.at, m_.line);
            }
        }
        switch (c) {
            case '(':
            case '[':
            case '{':
                if (m_.brackets.size() >= most_open_brackets)
                    return m_.fail(m_.at, m_.at + 1, "too many nested parentheses");
                m_.brackets.push_back({c, start, m_.line});
                if (!formats_.open.empty()) ++formats_.open.back().braces;
                ++m_.at;
                return m_.add(Token::op, start, m_.at, m_.line);
            case ')':
            case ']':
            case '}':
                return close(c, start);
            default:
                break;
        }
        constexpr std::array<std::string_view, 25> longer = {
            "**=", "//=", ">>=", "<<=", "...", "!=", "%=", "&=", "**", "*=", "+=", "-=", "->",
            "//",  "/=",  ":=",  "<<",  "<=",  "<>", "==", ">=", ">>", "@=", "^=", "|="};
        const std::string_view rest = m_.text.substr(m_.at);
        for (std::string_view o : longer)
            if (rest.starts_with(o)) {
                m_.at += o.size();
                return m_.add(Token::op, start, m_.at, m_.line);
            }
        if (std::string_view("%&*+,-./:;<=>@^|~!$?`").find(c) == std::string_view::npos) {
            const auto bad = bad_character(rest.substr(0, 1));
            return m_.fail(m_.at, m_.at + 1, bad ? bad->message : "invalid syntax");
        }
        ++m_.at;
        m_.add(Token::op, start, m_.at, m_.line);
    }

    void close(char c, std::uint32_t start) {
        FormatStrings::Format* f = formats_.open.empty() ? nullptr : &formats_.open.back();
        const std::string closing(1, c);
        if (f && f->braces == 0 && c == '}')
            return m_.fail(start, start + 1, formatted("{}: single '}}' is not allowed", formats_.word()));
        if (m_.brackets.empty()) return m_.fail(start, start + 1, formatted("unmatched '{}'", closing));
        const TokenMaker::Bracket opening = m_.brackets.back();
        m_.brackets.pop_back();
        const char wanted = opening.opening == '(' ? ')' : opening.opening == '[' ? ']' : '}';
        if (c != wanted) {
            if (f && opening.opening == '{' && f->braces - 1 == f->expression_braces)
                return m_.fail(start, start + 1, formatted("{}: unmatched '{}'", formats_.word(), closing));
            std::string message =
                formatted("closing parenthesis '{}' does not match opening parenthesis '{}'", closing, opening.opening);
            if (opening.line != m_.line) append(message, " on line {}", opening.line + 1);
            return m_.fail(start, start + 1, std::move(message));
        }
        if (f) {
            if (--f->braces < 0)
                return m_.fail(start, start + 1, formatted("{}: unmatched '{}'", formats_.word(), closing));
            if (c == '}' && f->braces == f->expression_braces) {
                --f->expression_braces;
                f->in_expression = false;
                f->in_spec = false;
            }
        }
        ++m_.at;
        m_.add(Token::op, start, m_.at, m_.line);
        if (f && c == '}' && !f->in_expression && f->expression_braces >= 0) f->in_spec = true;
    }

    TokenMaker m_;
    TokenLines lines_;
    FormatStrings formats_;
    bool ended_ = false;
};

}  // namespace

Tokens tokenize(const Part& part, int minor) {
    return Tokenizer(part, minor).run();
}

}  // namespace zen::verdict
