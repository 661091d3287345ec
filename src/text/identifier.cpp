#include "text/identifier.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "text/characters.h"
#include "text/formatted.h"

namespace zen {
namespace {

bool is(std::uint32_t c, characters::Class what) {
    return (characters::row_of(c).classes() & what) != 0;
}

}  // namespace

std::optional<BadCharacter> bad_character(std::string_view word) {
    if (std::ranges::all_of(word, [](char c) {
            return static_cast<unsigned char>(c) < 0x80 &&
                   (c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'));
        }))
        return std::nullopt;
    for (std::size_t at = 0; at < word.size();) {
        std::uint32_t c = 0;
        const std::size_t size = characters::read(word.substr(at), c);
        if (size == 0) return BadCharacter{at, 1, "invalid character"};
        if (!is(c, at == 0 ? characters::starts : characters::continues)) {
            std::array<char, 16> code{};
            std::snprintf(code.data(), code.size(), "U+%04X", c);
            std::string message = is(c, characters::printable)
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
