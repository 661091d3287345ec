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

// `\n`, `\s`
bool escape(std::string_view pattern, std::size_t at) {
    return pattern[at] == '\\' && at + 1 < pattern.size() && (pattern[at + 1] == 'n' || pattern[at + 1] == 's');
}

// How many bytes of the text are a line break, or, with `any`, white space: as it is, or as an escape of the literal.
std::size_t blank(std::string_view text, bool any) {
    if (text[0] == '\n') return 1;
    if (text.starts_with("\r\n")) return 2;
    if (any && std::string_view(" \t\r\f\v").find(text[0]) != text.npos) return 1;
    if (text[0] != '\\' || text.size() < 2) return 0;
    return std::string_view(any ? "ntrfv" : "n").find(text[1]) != text.npos ? 2 : 0;
}

// Is the character one of those in the brackets?
bool member(std::string_view members, std::string_view text, bool any) {
    const bool negated = members.starts_with('!') && members.size() > 1;
    if (negated) members.remove_prefix(1);
    bool found = false;
    const char c = text[0];
    for (std::size_t i = 0; i < members.size() && !found; ++i) {
        if (escape(members, i)) {
            found = blank(text, members[++i] == 's') == 1 && c != '\\';
            continue;
        }
        const char from = members[i], to = i + 2 < members.size() && members[i + 1] == '-' ? members[i + 2] : from;
        auto between = [&](char x) { return from <= x && x <= to; };
        found =
            between(c) || (any && (between(lower(c)) || (c >= 'a' && c <= 'z' && between(static_cast<char>(c - 32)))));
        if (from != to) i += 2;
    }
    return found != negated;
}

// Do they differ in their first or last character? Most texts and patterns do, and nothing else is read of these.
bool ends_differ(std::string_view pattern, std::string_view text) {
    if (pattern.empty() || pattern.front() == any_case) return false;
    auto plain = [](char c) { return c != '*' && c != '?' && c != '#' && c != '[' && c != ']' && c != '\\'; };
    if (pattern.size() > 1 && escape(pattern, pattern.size() - 2)) return false;
    const char first = pattern.front(), last = pattern.back();
    if (text.empty()) return plain(first) || plain(last);
    return (plain(first) && first != text.front()) || (plain(last) && last != text.back());
}

}  // namespace

Letters letters_needed(std::string_view pattern) {
    Letters out = 0;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const char c = pattern[i];
        const std::size_t close = c == '[' ? pattern.find(']', i + 2) : pattern.npos;
        if (close != pattern.npos)
            i = close;
        else if (escape(pattern, i))
            ++i;
        else if (c != '*' && c != '?' && c != '#' && c != any_case)
            out |= letters_of(std::string_view(&c, 1));
    }
    return out;
}

bool spelled_like(std::string_view pattern, std::string_view text) {
    if (ends_differ(pattern, text)) return false;
    const bool plain = std::ranges::none_of(
        pattern, [](char c) { return c == '?' || c == '#' || c == '[' || c == '\\' || c == any_case; });
    if (plain) return wildcard_fits(pattern, text);
    const bool any = pattern.starts_with(any_case);
    if (any) pattern.remove_prefix(1);
    return stars_fit(pattern, text, [&](std::size_t p, std::size_t t) -> ElementFit {
        const char c = pattern[p];
        if (c == '?') return {character(text.substr(t)), 1};
        if (escape(pattern, p)) {
            const bool any_blank = pattern[p + 1] == 's';
            std::size_t taken = blank(text.substr(t), any_blank);
            for (std::size_t more = taken; any_blank && more != 0 && t + taken < text.size(); taken += more)
                more = blank(text.substr(t + taken), true);
            return {taken, 2};
        }
        if (c == '#') return {text[t] >= '0' && text[t] <= '9' ? std::size_t{1} : 0, 1};
        if (const std::size_t close = c == '[' ? pattern.find(']', p + 2) : pattern.npos; close != pattern.npos) {
            const bool fits = member(pattern.substr(p + 1, close - p - 1), text.substr(t), any);
            return {fits ? character(text.substr(t)) : 0, close + 1 - p};
        }
        return {c == text[t] || (any && lower(c) == lower(text[t])) ? std::size_t{1} : 0, 1};
    });
}

}  // namespace zen
