#include "text/wildcard.h"

#include <algorithm>

namespace zen {
namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

// How many bytes the character that begins the text has.
std::size_t character(std::string_view text) {
    std::size_t size = 1;
    while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) ++size;
    return size;
}

// Is the character one of those in the brackets?
bool member(std::string_view members, std::string_view text, bool any) {
    const bool negated = members.starts_with('!') && members.size() > 1;
    if (negated) members.remove_prefix(1);
    bool found = false;
    const char c = text[0];
    for (std::size_t i = 0; i < members.size() && !found; ++i) {
        const char from = members[i], to = i + 2 < members.size() && members[i + 1] == '-' ? members[i + 2] : from;
        auto between = [&](char x) { return from <= x && x <= to; };
        found =
            between(c) || (any && (between(lower(c)) || (c >= 'a' && c <= 'z' && between(static_cast<char>(c - 32)))));
        if (from != to) i += 2;
    }
    return found != negated;
}

}  // namespace

bool spelled_like(std::string_view pattern, std::string_view text) {
    const bool plain =
        std::ranges::none_of(pattern, [](char c) { return c == '?' || c == '#' || c == '[' || c == any_case; });
    if (plain) return wildcard_fits(pattern, text);
    const bool any = pattern.starts_with(any_case);
    if (any) pattern.remove_prefix(1);
    // What the element at `p` takes of the text at `t` (0: it does not fit), and where the next one begins.
    auto step = [&](std::size_t p, std::size_t t, std::size_t& next) -> std::size_t {
        const char c = pattern[p];
        next = p + 1;
        if (c == '?') return character(text.substr(t));
        if (c == '#') return text[t] >= '0' && text[t] <= '9';
        if (const std::size_t close = c == '[' ? pattern.find(']', p + 2) : pattern.npos; close != pattern.npos) {
            next = close + 1;
            return member(pattern.substr(p + 1, close - p - 1), text.substr(t), any) ? character(text.substr(t)) : 0;
        }
        return c == text[t] || (any && lower(c) == lower(text[t]));
    };
    std::size_t p = 0, t = 0, star = pattern.npos, from = 0;
    while (t < text.size()) {
        std::size_t next = p, taken = 0;
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            from = t;
        } else if (p < pattern.size() && (taken = step(p, t, next)) != 0) {
            p = next, t += taken;
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

}  // namespace zen
