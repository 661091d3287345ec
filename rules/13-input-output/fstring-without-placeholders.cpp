// Removes the `f` of each part, and halves its braces.
#include "rule.h"

namespace zen::rules {

Verdict fstring_without_placeholders(const Match& m) {
    if (m.at.parent().is_any({Kind::concatenated_string, Kind::format_specifier})) return silent;  // the row decides
    Node first;
    std::string plain;
    std::uint32_t done = m.at.start();
    std::string_view text = m.ask.tree().text;
    auto drop = [&](std::uint32_t at) {  // one character
        plain += text.substr(done, at - done);
        done = at + 1;
    };
    for (Node part : m.at.descendants()) {
        if (part.is(Kind::interpolation)) return silent;
        if (part.is(Kind::escape_interpolation)) drop(part.start());
        if (!part.is(Kind::string_start)) continue;
        std::size_t at = part.text().find_first_of("fF");
        if (at == std::string_view::npos) continue;
        if (!first) first = part.parent();
        drop(part.start() + static_cast<std::uint32_t>(at));
    }
    if (!first) return silent;
    plain += text.substr(done, m.at.end() - done);
    Edits edits(m);
    edits.replace(m.span, plain);
    return found(first, edits);
}

}  // namespace zen::rules
