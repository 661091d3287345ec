#include "semantics/verdict/pattern_keys.h"

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "syntax/literal_text.h"
#include "text/formatted.h"

namespace zen {
namespace {

struct Number {
    std::string digits;  // of an integer that is too large for a double, in decimal or, if `hex`, as it is spelled
    double real = 0, imaginary = 0;
    bool integer = false, complex = false;
};

unsigned base_of(std::string_view digits) {
    if (digits.size() < 2 || digits[0] != '0') return 10;
    const char letter = static_cast<char>(digits[1] | 0x20);
    return letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 10;
}

Number number(std::string_view code) {
    std::string digits;
    for (char c : code)
        if (c != '_') digits += c;
    Number out;
    const unsigned base = base_of(digits);
    if (base == 10 && digits.find_first_of("jJ") != digits.npos) {
        out.complex = true;
        out.imaginary = std::strtod(digits.c_str(), nullptr);
    } else if (base == 10 && digits.find_first_of(".eE") != digits.npos) {
        out.real = std::strtod(digits.c_str(), nullptr);
    } else {
        out.integer = true;
        std::uint64_t value = 0;
        bool fits = true;
        for (std::size_t i = base == 10 ? 0 : 2; i < digits.size(); ++i) {
            const char c = digits[i];
            const unsigned digit = static_cast<unsigned>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
            fits = fits && value < (std::uint64_t{1} << 49);
            if (fits) value = value * base + digit;
        }
        out.real = static_cast<double>(value);
        if (!fits) out.digits = digits;
    }
    return out;
}

// As `repr` writes it; with `bare`, without the `.0` that tells a float from an integer.
std::string float_repr(double value, bool bare) {
    std::string out = formatted("{}", value);
    if (!bare && out.find_first_of(".enf") == out.npos) out += ".0";
    return out;
}

std::string number_repr(const Number& n, bool negative) {
    if (!n.digits.empty()) return (negative ? "-" : "") + n.digits;
    if (n.complex) {
        if (n.real == 0 && !std::signbit(n.real)) return float_repr(n.imaginary, true) + "j";
        return formatted("({}{}{}j)", float_repr(n.real, true), std::signbit(n.imaginary) ? "" : "+",
                         float_repr(n.imaginary, true));
    }
    return n.integer ? formatted("{:.0f}", n.real + 0.0) : float_repr(n.real, false);
}

std::string part_value(double part) {
    return part == std::floor(part) ? formatted("{:.0f}", part == 0 ? 0.0 : part) : formatted("{}", part);
}

PatternKey numeric_key(const Number& n, bool negative) {
    std::string value = n.digits.empty() ? part_value(n.real) : (negative ? "-" : "") + n.digits;
    if (n.imaginary != 0) append(value, "+{}j", part_value(n.imaginary));
    return {"n" + value, number_repr(n, negative)};
}

void negate(Number& n) {
    if (n.integer && n.real == 0) return;
    n.real = -n.real;
    n.imaginary = -n.imaginary;
}

bool behind_minus(Node n) {
    Node before;
    for (Node t : n.parent().tokens()) {
        if (t == n) return before && before.is(Kind::op_minus);
        before = t;
    }
    return false;
}

std::string string_repr(std::string_view value, bool bytes) {
    const char quote = value.find('\'') != value.npos && value.find('"') == value.npos ? '"' : '\'';
    std::string out(bytes ? "b" : "");
    out += quote;
    for (char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == quote || c == '\\')
            (out += '\\') += c;
        else if (c == '\n')
            out += "\\n";
        else if (c == '\r')
            out += "\\r";
        else if (c == '\t')
            out += "\\t";
        else if (byte < 0x20 || byte == 0x7f || (bytes && byte > 0x7f))
            out += formatted("\\x{:02x}", static_cast<unsigned>(byte));
        else
            out += c;
    }
    return out + quote;
}

}  // namespace

std::optional<PatternKey> pattern_key(Node key) {
    switch (key.kind()) {
        case Kind::none:
            return PatternKey{"None", "None"};
        case Kind::true_:
            return PatternKey{"n1", "True"};
        case Kind::false_:
            return PatternKey{"n0", "False"};
        case Kind::integer:
        case Kind::float_: {
            Number n = number(key.text());
            const bool negative = behind_minus(key);
            if (negative) negate(n);
            return numeric_key(n, negative);
        }
        case Kind::complex_pattern: {
            Number real = number(key.child(0u).text()), imaginary = number(key.child(1u).text());
            if (behind_minus(key.child(0u))) negate(real);
            if (behind_minus(key.child(1u))) negate(imaginary);
            real.imaginary = imaginary.imaginary;
            real.complex = true;
            return numeric_key(real, false);
        }
        case Kind::string:
        case Kind::concatenated_string: {
            bool bytes = false;
            std::string value;
            if (key.is(Kind::string)) {
                if (!read_string(key, bytes, value)) return std::nullopt;
            } else {
                for (Node part : key.children())
                    if (part.is(Kind::string) && !read_string(part, bytes, value)) return std::nullopt;
            }
            return PatternKey{(bytes ? "b" : "s") + value, string_repr(value, bytes)};
        }
        default:
            return std::nullopt;
    }
}

}  // namespace zen
