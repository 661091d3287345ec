// Is the argument a word and not a set: a character twice, or letters that stand in no order?
#include <algorithm>

#include "rule.h"

namespace zen::rules {

Verdict strip_character_set(const Match& m) {
    Node argument = sole_argument(m.at), function = m.at.child(Field::function);
    if (!argument.is_any({Kind::string, Kind::concatenated_string}) || !function.is(Kind::attribute)) return silent;
    if (!m.ask.qualified(function.child(Field::object)).empty()) return silent;  // a function of a module
    std::vector<std::string> characters;                                         // escapes as they are written
    for (Node part : argument.descendants()) {
        if (part.is_any({Kind::interpolation, Kind::escape_interpolation})) return silent;
        if (!part.is(Kind::string_content)) continue;
        std::string_view text = part.text();
        for (std::size_t i = 0; i < text.size();) {
            std::size_t size = 1;
            for (Node escape : part.children())
                if (escape.start() == part.start() + i) size = escape.end() - escape.start();
            while (i + size < text.size() && (static_cast<unsigned char>(text[i + size]) & 0xC0) == 0x80) ++size;
            characters.emplace_back(text.substr(i, size));
            i += size;
        }
    }
    std::vector<std::string> sorted = characters;
    std::sort(sorted.begin(), sorted.end());
    bool twice = std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end();
    if (!twice) return silent;
    std::string_view method = function.child(Field::attribute).text();
    std::string message =
        method == "strip"
            ? "`strip()` removes any of these characters, not the word: use `removeprefix()` or `removesuffix()`"
        : method == "lstrip" ? "`lstrip()` removes any of these characters, not the word: use `removeprefix()`"
                             : "`rstrip()` removes any of these characters, not the word: use `removesuffix()`";
    return found(m.span, message);
}

}  // namespace zen::rules
