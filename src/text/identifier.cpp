#include "text/identifier.h"
#include "text/formatted.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdio>

namespace zen {
namespace {

// XID_Start and XID_Continue by general category, with the few characters that Unicode adds by hand (Other_ID_Start,
// Other_ID_Continue) and those that its normal forms take away.
bool starts(utf8proc_int32_t c) {
    switch (utf8proc_category(c)) {
        case UTF8PROC_CATEGORY_LU:
        case UTF8PROC_CATEGORY_LL:
        case UTF8PROC_CATEGORY_LT:
        case UTF8PROC_CATEGORY_LM:
        case UTF8PROC_CATEGORY_LO:
        case UTF8PROC_CATEGORY_NL:
            return c != 0x037A && c != 0x2E2F && c != 0x0E33 && c != 0x0EB3 && !(c >= 0xFC5E && c <= 0xFC63) &&
                   c != 0xFDFA && c != 0xFDFB && c != 0xFF9E && c != 0xFF9F &&
                   !(c >= 0xFE70 && c <= 0xFE7E && c % 2 == 0);
        default:
            return c == '_' || c == 0x1885 || c == 0x1886 || c == 0x2118 || c == 0x212E || c == 0x309B || c == 0x309C;
    }
}

bool continues(utf8proc_int32_t c) {
    if (starts(c)) return true;
    switch (utf8proc_category(c)) {
        case UTF8PROC_CATEGORY_MN:
        case UTF8PROC_CATEGORY_MC:
        case UTF8PROC_CATEGORY_ND:
        case UTF8PROC_CATEGORY_PC:
            return true;
        default:
            return c == 0x00B7 || c == 0x0387 || (c >= 0x1369 && c <= 0x1371) || c == 0x19DA || c == 0x0E33 ||
                   c == 0x0EB3 || c == 0xFF9E || c == 0xFF9F || c == 0x200C || c == 0x200D || c == 0x30FB ||
                   c == 0xFF65;
    }
}

bool printable(utf8proc_int32_t c) {
    switch (utf8proc_category(c)) {
        case UTF8PROC_CATEGORY_CC:
        case UTF8PROC_CATEGORY_CF:
        case UTF8PROC_CATEGORY_CS:
        case UTF8PROC_CATEGORY_CO:
        case UTF8PROC_CATEGORY_CN:
        case UTF8PROC_CATEGORY_ZL:
        case UTF8PROC_CATEGORY_ZP:
        case UTF8PROC_CATEGORY_ZS:
            return c == ' ';
        default:
            return true;
    }
}

}  // namespace

std::optional<BadCharacter> bad_character(std::string_view word) {
    if (std::ranges::all_of(word, [](char c) {
            return static_cast<unsigned char>(c) < 0x80 &&
                   (c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'));
        }))
        return std::nullopt;
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(word.data());
    for (std::size_t at = 0; at < word.size();) {
        utf8proc_int32_t c = 0;
        const auto length = utf8proc_iterate(bytes + at, static_cast<utf8proc_ssize_t>(word.size() - at), &c);
        if (length <= 0) return BadCharacter{at, 1, "invalid character"};
        const auto size = static_cast<std::size_t>(length);
        if (at == 0 ? !starts(c) : !continues(c)) {
            std::array<char, 16> code{};
            std::snprintf(code.data(), code.size(), "U+%04X", static_cast<unsigned>(c));
            std::string message = printable(c)
                                      ? formatted("invalid character '{}' ({})", word.substr(at, size), code.data())
                                      : formatted("invalid non-printable character {}", code.data());
            return BadCharacter{at, size, std::move(message)};
        }
        at += size;
    }
    return std::nullopt;
}

bool is_keyword(std::string_view word) {
    constexpr std::array keywords = std::to_array<std::string_view>(
        {"False", "None",     "True",  "and",    "as",   "assert", "async",  "await",    "break",
         "class", "continue", "def",   "del",    "elif", "else",   "except", "finally",  "for",
         "from",  "global",   "if",    "import", "in",   "is",     "lambda", "nonlocal", "not",
         "or",    "pass",     "raise", "return", "try",  "while",  "with",   "yield"});
    return std::ranges::find(keywords, word) != keywords.end();
}

bool is_ascii_name(std::string_view text) {
    auto digit = [](char c) { return c >= '0' && c <= '9'; };
    auto fits = [&](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || digit(c) || c == '_'; };
    return !text.empty() && !digit(text[0]) && std::ranges::all_of(text, fits) && !is_keyword(text);
}

bool is_ascii(std::string_view text) {
    while (!text.empty()) {
        // Without a way out of its middle, a block is read many bytes at a time.
        const std::string_view block = text.substr(0, 512);
        unsigned char all = 0;
        for (char c : block) all |= static_cast<unsigned char>(c);
        if (all >= 0x80) return false;
        text.remove_prefix(block.size());
    }
    return true;
}

}  // namespace zen
