#include "syntax/verdict/numbers.h"

#include <algorithm>

#include "syntax/verdict/characters.h"
#include "text/formatted.h"

namespace zen::verdict {
namespace {

// A number may only be followed by a letter that begins a keyword.
void end_number(TokenMaker& m, std::size_t start, std::string_view sort) {
    const std::string_view rest = m.text.substr(m.at);
    bool keyword = false;
    for (std::string_view word : {"and", "else", "for", "if", "in", "is", "not", "or"})
        keyword = keyword || rest.starts_with(word);
    if (!keyword && letter(m.here()) && static_cast<unsigned char>(m.here()) < 0x80)
        return m.fail(start, m.at + 1, formatted("invalid {} literal", sort));
    m.add(Token::number, start, m.at, m.line);
}

}  // namespace

void number(TokenMaker& m) {
    const std::size_t start = m.at;
    auto digits = [&](auto&& is) {  // with single underscores between them
        for (;;) {
            while (is(m.here())) ++m.at;
            if (m.here() != '_' || !is(m.here(1))) return;
            ++m.at;
        }
    };
    std::string_view sort = "decimal";
    const char x = static_cast<char>(m.here(1) | 0x20);
    if (m.here() == '0' && (x == 'x' || x == 'o' || x == 'b')) {
        sort = x == 'x' ? "hexadecimal" : x == 'o' ? "octal" : "binary";
        auto is = [&](char c) { return x == 'x' ? hex_digit(c) : c >= '0' && c <= (x == 'o' ? '7' : '1'); };
        m.at += 2;
        if (m.here() == '_') ++m.at;
        auto bad_digit = [&] {
            m.fail(start, m.at + 1, formatted("invalid digit '{}' in {} literal", m.here(), sort));
        };
        auto bad = [&] { m.fail(start, m.at + 1, formatted("invalid {} literal", sort)); };
        if (!is(m.here())) return digit(m.here()) ? bad_digit() : bad();
        digits(is);
        if (digit(m.here())) return bad_digit();
        if (m.here() == '_') return ++m.at, digit(m.here()) ? bad_digit() : bad();
        return end_number(m, start, sort);
    }
    bool nonzero = false, zeros = m.here() == '0';
    if (m.here() != '.') {
        digits(digit);
        if (m.here() == '_') return m.fail(start, m.at + 1, "invalid decimal literal");
        for (char c : m.text.substr(start, m.at - start)) nonzero = nonzero || (c != '0' && c != '_');
    }
    const std::size_t whole = m.at;
    bool real = false;
    if (m.here() == '.') {
        real = true;
        ++m.at;
        if (digit(m.here())) digits(digit);
        if (m.here() == '_' && digit(m.text[m.at - 1])) return m.fail(start, m.at + 1, "invalid decimal literal");
    }
    if (m.here() == 'e' || m.here() == 'E') {
        const std::size_t sign = m.here(1) == '+' || m.here(1) == '-' ? 1 : 0;
        if (digit(m.here(1 + sign))) {
            real = true;
            m.at += 1 + sign;
            digits(digit);
            if (m.here() == '_') return m.fail(start, m.at + 1, "invalid decimal literal");
        } else if (sign != 0) {
            m.at += 1 + sign;
            return m.fail(start, m.at, "invalid decimal literal");
        }
    }
    if (m.here() == 'j' || m.here() == 'J') {
        ++m.at;
        return end_number(m, start, "imaginary");
    }
    if (!real && zeros && nonzero)
        return m.fail(start, whole,
                      "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal "
                      "integers");
    if (!real && nonzero) {
        const auto count = std::ranges::count_if(m.text.substr(start, m.at - start), digit);
        if (count > 4300) {
            end_number(m, start, sort);
            return m.fail(start, m.at,
                          formatted("Exceeds the limit (4300{}) for integer string conversion: value has {} digits; "
                                    "use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for "
                                    "huge integer literals to avoid decimal conversion limits.",
                                    m.minor >= 11 ? " digits" : "", count));
        }
    }
    end_number(m, start, sort);
}

}  // namespace zen::verdict
