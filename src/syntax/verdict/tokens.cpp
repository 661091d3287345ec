#include "syntax/verdict/tokens.h"

#include <algorithm>
#include <array>
#include <utility>

#include "text/identifier.h"

namespace zen::verdict {
namespace {

constexpr std::size_t most_brackets = 200, most_indents = 100;

bool digit(char c) {
    return c >= '0' && c <= '9';
}
bool hex_digit(char c) {
    return digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
bool letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

class Tokenizer {
  public:
    Tokenizer(const Part& part, int minor) : text_(part.text), line_(part.first_line), minor_(minor), more_(part.more) {
        out_.text = text_;
        for (char c : part.indentation) {
            columns_[0] = c == '\t' ? (columns_[0] / 8 + 1) * 8 : c == ' ' ? columns_[0] + 1 : 0;
            narrows_[0] = c == '\f' ? 0 : narrows_[0] + 1;
        }
        line_starts_ = part.indentation.empty();
    }

    Tokens run() {
        while (!failed_ && !ended_) {
            if (!formats_.empty() && !formats_.back().in_expression)
                format_text();
            else
                next();
        }
        if (!brackets_.empty()) out_.open_bracket = brackets_.back().at;
        return std::move(out_);
    }

  private:
    struct Bracket {
        char opening;
        std::uint32_t at, line;
    };
    struct Format {  // an f-string or t-string that is open
        char quote;
        char sort;  // f or t
        bool triple, raw;
        bool in_expression = false, in_spec = false;
        int braces = 0, expression_braces = -1;
        std::uint32_t start, line;
    };

    char here(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
    bool at_end(std::size_t ahead = 0) const { return at_ + ahead >= text_.size(); }
    static std::uint32_t u32(std::size_t n) { return static_cast<std::uint32_t>(n); }

    void add(Token::Sort sort, std::size_t start, std::size_t stop, std::uint32_t line) {
        out_.all.push_back({sort, u32(start), u32(stop), line, static_cast<std::uint16_t>(brackets_.size())});
    }
    void fail(std::size_t start, std::size_t stop, std::string message, Mistake::Sort sort = Mistake::syntax,
              bool urgent = true) {
        if (failed_) return;
        failed_ = true;
        stop = std::min(stop, text_.size());
        start = std::min(start, stop);
        out_.mistake = Mistake{sort, {u32(start), u32(stop)}, std::move(message)};
        add(Token::error, start, stop, line_);
        out_.urgent = urgent;
    }
    std::string format_word() const { return std::string(1, formats_.back().sort) + "-string"; }

    // The indentation of a line that holds code, or the end of the text.
    void begin_line() {
        line_starts_ = false;
        std::size_t column = 0, narrow = 0;
        std::size_t start = at_;
        for (;; ++at_) {
            const char c = here();
            if (c == ' ') {
                ++column, ++narrow;
            } else if (c == '\t') {
                column = (column / 8 + 1) * 8;
                ++narrow;
            } else if (c == '\f') {
                column = narrow = 0;
            } else if (c == '\\' && (here(1) == '\n' || (here(1) == '\r' && here(2) == '\n'))) {
                // The line goes on, with the indentation that it has had so far.
                at_ += here(1) == '\n' ? 2 : 3;
                ++line_;
                while (here() == ' ' || here() == '\t' || here() == '\f') ++at_;
                if (at_end()) return fail(at_, at_, "unexpected EOF while parsing", Mistake::syntax, false);
                break;
            } else {
                break;
            }
        }
        if (here() == '#' || here() == '\n' || (here() == '\r' && here(1) == '\n') || at_end()) {
            if (at_end()) return;
            blank_line_ = true;
            return;
        }
        if (column == columns_.back()) {
            if (narrow != narrows_.back()) inconsistent(start);
        } else if (column > columns_.back()) {
            if (columns_.size() >= most_indents)
                return fail(start, at_, "too many levels of indentation", Mistake::indentation, false);
            if (narrow <= narrows_.back()) return inconsistent(start);
            columns_.push_back(column);
            narrows_.push_back(narrow);
            add(Token::indent, start, at_, line_);
        } else {
            std::size_t closed = 0;
            while (columns_.size() > 1 && column < columns_.back()) {
                columns_.pop_back();
                narrows_.pop_back();
                ++closed;
            }
            if (column != columns_.back())
                return fail(at_, line_end(at_), "unindent does not match any outer indentation level",
                            Mistake::indentation, false);
            if (narrow != narrows_.back()) return inconsistent(start);
            while (closed-- > 0) add(Token::dedent, at_, at_, line_);
        }
    }
    void inconsistent(std::size_t start) {
        fail(start, line_end(at_), "inconsistent use of tabs and spaces in indentation", Mistake::tab, false);
    }
    std::size_t line_end(std::size_t at) const { return std::min(text_.find('\n', at), text_.size()); }

    void next() {
        if (line_starts_) {
            begin_line();
            if (failed_) return;
        }
        while (here() == ' ' || here() == '\t' || here() == '\f') ++at_;
        if (here() == '#') at_ = line_end(at_);
        if (at_end()) return finish();
        const char c = here();
        if (c == '\n' || (c == '\r' && here(1) == '\n')) {
            const std::size_t start = at_;
            at_ += c == '\n' ? 1 : 2;
            const std::uint32_t line = line_++;
            if (!brackets_.empty()) return;
            if (!blank_line_) add(Token::newline, start, at_, line);
            blank_line_ = false;
            line_starts_ = true;
            return;
        }
        if (letter(c)) return word();
        if (digit(c) || (c == '.' && digit(here(1)))) return number();
        if (c == '"' || c == '\'') return string(at_);
        if (c == '\\') return backslash();
        op();
    }

    void backslash() {
        std::size_t length = here(1) == '\r' ? 2 : 1;
        if (at_end(1)) return fail(at_, at_ + 1, "unexpected EOF while parsing", Mistake::syntax, false);
        if (here(length) != '\n')
            return fail(at_ + 1, at_ + 2, "unexpected character after line continuation character", Mistake::syntax,
                        false);
        at_ += length + 1;
        ++line_;
        if (at_end()) fail(at_ - 1, at_, "unexpected EOF while parsing", Mistake::syntax, false);
    }

    // At the end of the text. Where that is the file's, Python names its last line.
    void finish() {
        ended_ = true;
        const std::size_t end = !more_ && text_.ends_with('\n') ? text_.size() - 1 : text_.size();
        if (!brackets_.empty()) {
            failed_ = true;
            return add(Token::error, end, end, line_);
        }
        const bool open = !out_.all.empty() && out_.all.back().sort != Token::newline &&
                          out_.all.back().sort != Token::dedent && !blank_line_;
        if (open) add(Token::newline, end, end, line_);
        for (; columns_.size() > 1; columns_.pop_back()) add(Token::dedent, end, end, line_);
        add(Token::end, end, end, line_);
    }

    void word() {
        const std::size_t start = at_;
        bool b = false, u = false, r = false, f = false, t = false;
        for (std::size_t i = at_;; ++i) {
            const char c = i < text_.size() ? static_cast<char>(text_[i] | 0x20) : '\0';
            const char real = i < text_.size() ? text_[i] : '\0';
            if (real == '"' || real == '\'') {
                if (!prefix(b, u, r, f, t, start, i)) break;
                if (failed_) return;
                at_ = i;
                return (f || t) && minor_ >= 12 ? format(start, t ? 't' : 'f', r) : string(start);
            }
            if (c == 'b' && !b)
                b = true;
            else if (c == 'u' && !u)
                u = true;
            else if (c == 'r' && !r)
                r = true;
            else if (c == 'f' && !f)
                f = true;
            else if (c == 't' && !t)
                t = true;
            else
                break;
            if (real >= '0' && real <= '9') break;
        }
        while (letter(here()) || digit(here())) ++at_;
        if (const auto bad = bad_character(text_.substr(start, at_ - start)))
            return fail(start + bad->at, start + bad->at + bad->length, bad->message);
        add(Token::name, start, at_, line_);
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
            if (minor_ >= 14)
                fail(start, quote, std::string("'") + pair[0] + "' and '" + pair[1] + "' prefixes are incompatible");
            return minor_ >= 14;
        }
        return true;
    }

    void string(std::size_t start) {
        const char quote = here();
        const std::size_t open = at_;
        const bool triple = here(1) == quote && here(2) == quote;
        const std::uint32_t line = line_;
        bool escaped_quote = false;
        for (at_ += triple ? 3 : 1;; ++at_) {
            if (at_end() || (!triple && here() == '\n')) {
                if (!formats_.empty() && formats_.back().quote == quote && formats_.back().triple == triple)
                    return fail_at_line(start, line, format_word() + ": expecting '}'");
                std::string message = triple ? "unterminated triple-quoted string literal (detected at line "
                                             : "unterminated string literal (detected at line ";
                message += std::to_string(last_line() + 1) + ")";
                if (!triple && escaped_quote && minor_ >= 14) message += "; perhaps you escaped the end quote";
                return fail_at_line(triple ? open : start, line, std::move(message));
            }
            if (here() == '\\') {
                ++at_;
                if (here() == quote) escaped_quote = true;
                if (here() == '\r' && here(1) == '\n') ++at_;
                if (here() == '\n') ++line_;
                if (at_end()) --at_;
            } else if (here() == '\n') {
                ++line_;
            } else if (here() == quote && (!triple || (here(1) == quote && here(2) == quote))) {
                at_ += triple ? 3 : 1;
                return add(Token::string, start, at_, line);
            }
        }
    }
    // The line of the text's last character.
    std::uint32_t last_line() const { return at_end() && text_.ends_with('\n') && line_ > 0 ? line_ - 1 : line_; }
    void fail_at_line(std::size_t start, std::uint32_t line, std::string message) {
        const std::uint32_t now = std::exchange(line_, line);
        fail(start, std::min(line_end(start), text_.size()), std::move(message));
        line_ = now;
    }

    void format(std::size_t start, char sort, bool raw) {
        const char quote = here();
        const bool triple = here(1) == quote && here(2) == quote;
        at_ += triple ? 3 : 1;
        add(Token::format_start, start, at_, line_);
        formats_.push_back({quote, sort, triple, raw, false, false, 0, -1, u32(start), line_});
    }

    bool closes_format(const Format& f) const {
        return here() == f.quote && (!f.triple || (here(1) == f.quote && here(2) == f.quote));
    }
    bool begin_expression(Format& f) {
        if (++f.expression_braces >= 3) {
            fail(at_, at_ + 1, format_word() + ": expressions nested too deeply");
            return false;
        }
        f.in_expression = true;
        return true;
    }

    // What is text in an f-string, up to an expression or the end.
    void format_text() {
        Format& f = formats_.back();
        const bool in_spec = f.in_spec && f.expression_braces >= 0;
        const std::size_t start = at_;
        const std::uint32_t line = line_;
        if (here() == '{' && (here(1) != '{' || in_spec)) {
            begin_expression(f);
            return;
        }
        if (closes_format(f)) {
            at_ += f.triple ? 3 : 1;
            add(Token::format_end, start, at_, line_);
            formats_.pop_back();
            return;
        }
        bool named_escape = false;
        for (;;) {
            const char c = here();
            if (at_end() || (!f.triple && c == '\n')) {
                if (in_spec && c == '\n' && minor_ < 14) {
                    f.in_expression = true;
                    f.in_spec = false;
                    return add(Token::format_middle, start, at_, line);
                }
                if (in_spec && c == '\n')
                    return fail(at_, at_,
                                format_word() + ": newlines are not allowed in format specifiers for single quoted " +
                                    format_word() + "s");
                return fail_at_line(f.start, f.line,
                                    (f.triple ? "unterminated triple-quoted " : "unterminated ") + format_word() +
                                        " literal (detected at line " + std::to_string(last_line() + 1) + ")");
            }
            if (closes_format(f)) return add(Token::format_middle, start, at_, line);
            if (c == '{') {
                if (here(1) != '{' || in_spec) {
                    add(Token::format_middle, start, at_, line);
                    begin_expression(f);
                    return;
                }
                at_ += 2;
                return add(Token::format_middle, start, at_, line);
            }
            if (c == '}') {
                if (named_escape) {
                    ++at_;
                    named_escape = false;
                    continue;
                }
                if (here(1) == '}' && !in_spec && f.braces == 0) {
                    at_ += 2;
                } else {
                    f.in_expression = true;
                }
                return add(Token::format_middle, start, at_, line);
            }
            if (c == '\\') {
                ++at_;
                if (here() == '\r' && here(1) == '\n') ++at_;
                if (here() == '{' || here() == '}') continue;
                if (!f.raw && here() == 'N' && here(1) == '{') {
                    named_escape = true;
                    ++at_;
                }
                if (at_end()) continue;
            }
            if (here() == '\n') ++line_;
            ++at_;
        }
    }

    void number() {
        const std::size_t start = at_;
        auto digits = [&](auto&& is) {  // with single underscores between them
            for (;;) {
                while (is(here())) ++at_;
                if (here() != '_' || !is(here(1))) return;
                ++at_;
            }
        };
        std::string_view sort = "decimal";
        const char x = static_cast<char>(here(1) | 0x20);
        if (here() == '0' && (x == 'x' || x == 'o' || x == 'b')) {
            sort = x == 'x' ? "hexadecimal" : x == 'o' ? "octal" : "binary";
            auto is = [&](char c) { return x == 'x' ? hex_digit(c) : c >= '0' && c <= (x == 'o' ? '7' : '1'); };
            at_ += 2;
            if (here() == '_') ++at_;
            auto bad_digit = [&] {
                fail(start, at_ + 1,
                     std::string("invalid digit '") + here() + "' in " + std::string(sort) + " literal");
            };
            auto bad = [&] { fail(start, at_ + 1, "invalid " + std::string(sort) + " literal"); };
            if (!is(here())) return digit(here()) ? bad_digit() : bad();
            digits(is);
            if (digit(here())) return bad_digit();
            if (here() == '_') return ++at_, digit(here()) ? bad_digit() : bad();
            return end_number(start, sort);
        }
        bool nonzero = false, zeros = here() == '0';
        if (here() != '.') {
            digits(digit);
            if (here() == '_') return fail(start, at_ + 1, "invalid decimal literal");
            for (char c : text_.substr(start, at_ - start)) nonzero = nonzero || (c != '0' && c != '_');
        }
        const std::size_t whole = at_;
        bool real = false;
        if (here() == '.') {
            real = true;
            ++at_;
            digits(digit);
            if (here() == '_' && digit(text_[at_ - 1])) return fail(start, at_ + 1, "invalid decimal literal");
        }
        if (here() == 'e' || here() == 'E') {
            const std::size_t sign = here(1) == '+' || here(1) == '-' ? 1 : 0;
            if (digit(here(1 + sign))) {
                real = true;
                at_ += 1 + sign;
                digits(digit);
                if (here() == '_') return fail(start, at_ + 1, "invalid decimal literal");
            } else if (sign != 0) {
                at_ += 1 + sign;
                return fail(start, at_, "invalid decimal literal");
            }
        }
        if (here() == 'j' || here() == 'J') {
            ++at_;
            return end_number(start, "imaginary");
        }
        if (!real && zeros && nonzero)
            return fail(start, whole,
                        "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal "
                        "integers");
        if (!real && minor_ >= 11) {
            const auto count = std::ranges::count_if(text_.substr(start, at_ - start), digit);
            if (count > 4300) {
                end_number(start, sort);
                return fail(start, at_,
                            "Exceeds the limit (4300 digits) for integer string conversion: value has " +
                                std::to_string(count) +
                                " digits; use sys.set_int_max_str_digits() to increase the limit - Consider "
                                "hexadecimal for huge integer literals to avoid decimal conversion limits.");
            }
        }
        end_number(start, sort);
    }

    // A number may only be followed by a letter that begins a keyword.
    void end_number(std::size_t start, std::string_view sort) {
        const std::string_view rest = text_.substr(at_);
        bool keyword = false;
        for (std::string_view word : {"and", "else", "for", "if", "in", "is", "not", "or"})
            keyword = keyword || rest.starts_with(word);
        if (!keyword && letter(here()) && static_cast<unsigned char>(here()) < 0x80)
            return fail(start, at_ + 1, "invalid " + std::string(sort) + " literal");
        add(Token::number, start, at_, line_);
    }

    void op() {
        const char c = here();
        const std::uint32_t start = u32(at_);
        if (!formats_.empty()) {
            Format& f = formats_.back();
            const int depth = f.braces - (c != '{' ? 1 : 0);
            if (c == ':' && depth == f.expression_braces) {
                f.in_expression = false;
                f.in_spec = true;
                ++at_;
                return add(Token::op, start, at_, line_);
            }
        }
        switch (c) {
            case '(':
            case '[':
            case '{':
                if (brackets_.size() >= most_brackets) return fail(at_, at_ + 1, "too many nested parentheses");
                brackets_.push_back({c, start, line_});
                if (!formats_.empty()) ++formats_.back().braces;
                ++at_;
                return add(Token::op, start, at_, line_);
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
        const std::string_view rest = text_.substr(at_);
        for (std::string_view o : longer)
            if (rest.starts_with(o)) {
                at_ += o.size();
                return add(Token::op, start, at_, line_);
            }
        if (std::string_view("%&*+,-./:;<=>@^|~!$?`").find(c) == std::string_view::npos) {
            const auto bad = bad_character(rest.substr(0, 1));
            return fail(at_, at_ + 1, bad ? bad->message : "invalid syntax");
        }
        ++at_;
        add(Token::op, start, at_, line_);
    }

    void close(char c, std::uint32_t start) {
        Format* f = formats_.empty() ? nullptr : &formats_.back();
        const std::string closing(1, c);
        if (f && f->braces == 0 && c == '}')
            return fail(start, start + 1, format_word() + ": single '}' is not allowed");
        if (brackets_.empty()) return fail(start, start + 1, "unmatched '" + closing + "'");
        const Bracket opening = brackets_.back();
        brackets_.pop_back();
        const char wanted = opening.opening == '(' ? ')' : opening.opening == '[' ? ']' : '}';
        if (c != wanted) {
            if (f && opening.opening == '{' && f->braces - 1 == f->expression_braces)
                return fail(start, start + 1, format_word() + ": unmatched '" + closing + "'");
            std::string message =
                "closing parenthesis '" + closing + "' does not match opening parenthesis '" + opening.opening + "'";
            if (opening.line != line_) message += " on line " + std::to_string(opening.line + 1);
            return fail(start, start + 1, std::move(message));
        }
        if (f) {
            if (--f->braces < 0) return fail(start, start + 1, format_word() + ": unmatched '" + closing + "'");
            if (c == '}' && f->braces == f->expression_braces) {
                --f->expression_braces;
                f->in_expression = false;
                f->in_spec = false;
            }
        }
        ++at_;
        add(Token::op, start, at_, line_);
        if (f && c == '}' && !f->in_expression && f->expression_braces >= 0) f->in_spec = true;
    }

    Tokens out_;
    std::string_view text_;
    std::size_t at_ = 0;
    std::uint32_t line_;
    int minor_;
    bool more_;
    bool failed_ = false, ended_ = false;
    bool line_starts_ = true, blank_line_ = false;
    std::vector<std::size_t> columns_{0}, narrows_{0};
    std::vector<Bracket> brackets_;
    std::vector<Format> formats_;
};

}  // namespace

Tokens tokenize(const Part& part, int minor) {
    return Tokenizer(part, minor).run();
}

}  // namespace zen::verdict
