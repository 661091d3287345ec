// The prefix `u`, and literals that are encoded.
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

Verdict legacy_string_literal_prefix(const Match& m) {
    Node start = m.at.child(0u);
    if (!start.text().starts_with('u') && !start.text().starts_with('U')) return silent;
    Edits edits(m);
    edits.replace(m.span, std::string(m.at.text().substr(1)));
    return found(m.span, edits, "the prefix `u` has no effect in Python 3: remove it");
}

// May it be a literal of bytes: ASCII alone, no code, no escape that bytes do not have?
bool legacy_string_literal_ascii(Node literal) {
    for (Node part : literal.descendants()) {
        if (part.is_any({Kind::interpolation, Kind::comment})) return false;
        if (part.is(Kind::string_start) && part.text().find_first_of("fFtT") != std::string_view::npos) return false;
        bool named_escape =
            part.text().size() > 1 && (part.text()[1] == 'N' || part.text()[1] == 'u' || part.text()[1] == 'U');
        if (part.is(Kind::escape_sequence) && named_escape) return false;
        if (part.is(Kind::string_content) && std::ranges::any_of(part.text(), [](unsigned char c) { return c > 127; }))
            return false;
    }
    return true;
}

}  // namespace

Verdict legacy_string_literal(const Match& m) {
    if (m.index() == 0) return legacy_string_literal_prefix(m);
    Node literal = unparenthesized(m.at.child(Field::function).child(Field::object));
    Node arguments = m.at.child(Field::arguments), given = argument(m.at, "encoding", 0);
    if (!literal.is_any({Kind::string, Kind::concatenated_string}) || arguments.child(1u) || starred(m.at))
        return silent;
    if (arguments.child(0u) && !given) return silent;
    std::string encoding;
    for (char c : unparenthesized(given).text())
        if (c != '-' && c != '_' && c != '"' && c != '\'')
            encoding += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    bool utf8 = encoding.empty() || encoding == "utf8" || encoding == "u8";
    if (!utf8 && encoding != "ascii" && encoding != "usascii") return silent;
    Edits edits(m);
    if (legacy_string_literal_ascii(literal)) {
        std::string bytes;
        std::uint32_t from = literal.start();
        for (Node part : literal.descendants()) {
            if (!part.is(Kind::string_start)) continue;
            std::string_view prefix = part.text();
            bytes += m.ask.tree().text.substr(from, part.start() - from);
            bytes += prefix.find_first_of("uU") == 0 ? "b" + std::string(prefix.substr(1)) : "b" + std::string(prefix);
            from = part.end();
        }
        bytes += m.ask.tree().text.substr(from, literal.end() - from);
        edits.replace(m.at, bytes);
        return found(m.span, edits, m.message("the literal is ASCII: write `$bytes`", {{"bytes", short_code(bytes)}}));
    }
    if (!given || !utf8) return silent;
    edits.replace({arguments.start() + 1, arguments.end() - 1}, "");
    return found(m.span, edits, "`encode()` uses UTF-8 without an argument: remove it");
}

}  // namespace zen::rules
