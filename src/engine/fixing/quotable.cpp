#include "engine/fixing/quotable.h"

#include <algorithm>
#include <string>

#include "engine/matching/names_asked.h"

namespace zen {

std::optional<std::string_view> quotable(std::string_view text, std::string_view opening) {
    if (text.find_first_of("\r\n") != text.npos) return std::nullopt;
    if (opening == "#") return text;
    const bool braces = opening.find_first_of("fFtT") != opening.npos && text.find_first_of("{}") != text.npos;
    if (braces || text.find('\\') != text.npos || text.find(opening.back()) != text.npos) return std::nullopt;
    return text;
}

// What a string literal says that opens with `start`.
static std::optional<std::string_view> quotable(std::string_view text, std::string_view start,
                                                std::string_view opening) {
    // Between two literals alike, escapes and braces mean the same.
    auto letters = [](std::string_view before) {
        std::string out;
        for (char c : before)
            if (const char low = static_cast<char>(c | 0x20); low == 'r' || low == 'f' || low == 'b' || low == 't')
                out += low;
        std::ranges::sort(out);
        return out;
    };
    if (letters(start) != letters(opening)) {
        const bool plain = std::ranges::all_of(
            text, [](char c) { return static_cast<unsigned char>(c) < 0x80 && c != '{' && c != '}'; });
        return plain ? quotable(text, opening) : std::nullopt;
    }
    if (text.find('\n') != text.npos || (text.find(opening.back()) != text.npos && start.back() != opening.back()))
        return std::nullopt;
    return text;
}

std::optional<std::string_view> quotable(const Run& run, std::string_view opening) {
    const Span span = run.span();
    const Node node = run.node();
    if (!node) return std::nullopt;
    if (!node.is_any({Kind::string, Kind::comment}) || node.span() != span)
        return quotable(run.parent.tree().text.substr(span.start, span.size()), opening);
    if (node.is(Kind::comment) || opening == "#") return quotable(spelling(node), opening);
    return quotable(spelling(node), node.child(0u).text(), opening);
}

std::optional<std::string_view> quotable(std::string_view text, Node from, std::string_view opening) {
    if (!from.is(Kind::string) || opening == "#") return quotable(text, opening);
    if (text.ends_with('\\')) return std::nullopt;  // the half of an escape, maybe
    return quotable(text, from.child(0u).text(), opening);
}

}  // namespace zen
