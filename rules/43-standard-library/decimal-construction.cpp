// Which literal makes the decimal, and the one that says the same.
#include <algorithm>
#include <cstdint>

#include "rule.h"

namespace zen::rules {

namespace {

std::string decimal_construction_trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\n\r\f\v";
    while (!text.empty() && blanks.find(text.front()) != blanks.npos) text.remove_prefix(1);
    while (!text.empty() && blanks.find(text.back()) != blanks.npos) text.remove_suffix(1);
    return std::string(text);
}

// The int literal that equals the text; "" where there is none.
std::string decimal_construction_integer(std::string text) {
    while (text.starts_with('_')) text.erase(0, 1);
    while (text.ends_with('_')) text.pop_back();
    std::string sign;
    if (text.starts_with('-') || text.starts_with('+')) sign = text.substr(0, 1), text.erase(0, 1);
    std::string digits;
    for (char c : text)
        if (c >= '0' && c <= '9')
            digits += c;
        else if (c != '_')
            return "";
    if (digits.empty() || digits.size() > 600) return "";
    const bool zero = std::ranges::all_of(digits, [](char c) { return c == '0'; });
    if (zero) return sign == "-" ? "" : "0";  // Decimal("-0") keeps its sign
    if (digits[0] != '0' && text.find("__") == std::string::npos && text[0] != '_') return sign + text;
    return sign + digits.substr(digits.find_first_not_of('0'));
}

// "inf", "nan" and the like, in any case and with a sign.
bool decimal_construction_not_finite(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (text.starts_with('-') || text.starts_with('+')) text.erase(0, 1);
    return text == "inf" || text == "infinity" || text == "nan";
}

// Does a binary float have exactly the value of the literal: 1e3, 0.375? False for numbers above 2**53.
bool decimal_construction_exact(std::string_view text) {
    constexpr std::uint64_t limit = std::uint64_t{1} << 53;
    std::uint64_t digits = 0;
    int exponent = 0;
    bool fraction = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == 'e' || c == 'E') {
            const bool minus = text.substr(i + 1).starts_with('-');
            int power = 0;
            for (char digit : text.substr(i + 1))
                if (digit >= '0' && digit <= '9') power = std::min(power * 10 + (digit - '0'), 9999);
            exponent += minus ? -power : power;
            break;
        }
        if (c == '.') fraction = true;
        if (c < '0' || c > '9') continue;
        digits = digits * 10 + static_cast<std::uint64_t>(c - '0');
        exponent -= fraction;
        if (digits > limit) return false;
    }
    if (digits == 0) return true;
    for (; exponent > 0 && digits <= limit; --exponent) digits *= 10;
    for (; exponent < 0 && digits % 5 == 0; ++exponent) digits /= 5;
    return exponent == 0 && digits <= limit;
}

}  // namespace

Verdict decimal_construction(const Match& m) {
    Node value = unparenthesized(m["value"]), literal = value;
    Edits edits(m);
    if (m.index() == 2) {
        std::string now;
        if (value.is(Kind::call) && m.ask.means(value.child(Field::function), "float")) {
            Node inner = sole_argument(value);
            std::optional<std::string> text = literal_text(inner);
            if (!text || !decimal_construction_not_finite(decimal_construction_trimmed(*text))) return silent;
            // The sign of a nan that comes from a float is lost.
            now = text->find_first_of("nN") != std::string::npos && text->find_first_of("aA") != std::string::npos
                      ? "\"nan\""
                      : std::string(inner.text());
        } else if (std::optional<std::string> text = literal_text(value)) {
            now = decimal_construction_integer(decimal_construction_trimmed(*text));
        }
        if (now.empty()) return silent;
        edits.replace(value.span(), now);
        return found(m.at, edits,
                     m.message("`Decimal()` accepts the value directly: use `Decimal($now)`", {{"now", now}}))
            .unsafe_because("the number is written in another way, and its value is the same");
    }
    bool negative = false;
    while (literal.is(Kind::unary_operator)) {
        if (literal.child(Field::operator_).is(Kind::op_tilde)) return silent;
        negative ^= literal.child(Field::operator_).is(Kind::op_minus);
        literal = unparenthesized(literal.child(Field::argument));
    }
    if (!literal.is(Kind::float_)) return silent;
    std::string_view text = literal.text();
    if (text.find_first_of("jJ") != std::string_view::npos) return silent;
    const bool exact = decimal_construction_exact(text);
    if (exact != (m.index() == 1)) return silent;
    std::string now = formatted("{}{}\"", negative ? "\"-" : "\"", text);
    edits.replace(value.span(), now);
    return found(m.at, edits,
                 m.message(exact ? "`Decimal($value)` goes through a float: use `Decimal($now)`"
                                 : "`Decimal($value)` keeps the error of the binary float: use `Decimal($now)`",
                           {{"now", now}}));
}

}  // namespace zen::rules
