// Names with `*`.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace zen {

// What an element of a pattern takes of the text, in bytes, and how long it is itself; takes nothing where it does not
// fit.
struct ElementFit {
    std::size_t taken = 0, size = 0;
};

// Is the text like the pattern, in which `*` stands for any characters, or none? `element(p, t)` says how what stands
// at `p` in the pattern fits the text at `t`.
template <class Element>
bool stars_fit(std::string_view pattern, std::string_view text, Element element) {
    std::size_t p = 0, t = 0, star = pattern.npos, from = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            if (p + 1 == pattern.size()) return true;  // however long the text
            star = p++;
            from = t;
            continue;
        }
        const ElementFit fit = p < pattern.size() ? element(p, t) : ElementFit{};
        if (fit.taken != 0) {
            p += fit.size, t += fit.taken;
        } else if (star != pattern.npos) {
            p = star + 1;
            t = ++from;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*') ++p;
    return p == pattern.size();
}

// Is the text like the pattern, in which `*` stands for any characters, or none?
inline bool wildcard_fits(std::string_view pattern, std::string_view text) {
    // Most texts differ from most patterns at one end.
    if (pattern.empty()) return text.empty();
    if (pattern.front() != '*' && (text.empty() || text.front() != pattern.front())) return false;
    if (pattern.back() != '*' && (text.empty() || text.back() != pattern.back())) return false;
    if (pattern.size() > 2 && pattern.find('*', 1) == pattern.size() - 1 && pattern.front() == '*')
        return text.find(pattern.substr(1, pattern.size() - 2)) != text.npos;
    const std::size_t last = pattern.rfind('*');
    if (last == pattern.npos) return pattern == text;
    if (!text.ends_with(pattern.substr(last + 1))) return false;
    return stars_fit(pattern, text, [&](std::size_t p, std::size_t t) {
        return pattern[p] == text[t] ? ElementFit{1, 1} : ElementFit{};
    });
}

// As above, and `?` stands for one character, `#` for a digit, `[a-z_]` for one of these, `[!a-z]` for one that is none
// of them, `[?]` for the sign itself, `\n` for a line break and `\s` for white space, which an escape of a literal
// (`\n`,
// `\t`) also is. A pattern that begins with `any_case` does not tell capitals from small letters.
inline constexpr char any_case = '\x01';
bool spelled_like(std::string_view pattern, std::string_view text);

// A bit for each letter, capitals as small ones. A text that lacks a letter of a pattern is not like it, which many
// patterns can be asked for the price of one pass over the text.
using Letters = std::uint64_t;
inline Letters letters_of(std::string_view text) {
    Letters out = 0;
    for (char c : text) out |= Letters{1} << ((c | 0x20) & 63);
    return out;
}
Letters letters_needed(std::string_view pattern);

}  // namespace zen
