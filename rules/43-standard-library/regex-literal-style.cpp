// Is the pattern a plain string, and does it mean the same as a raw one?
#include "rule.h"

namespace zen::rules {

namespace {

// Does each backslash of the literal open an escape that Python does not know, and so leave as it is?
bool regex_literal_style_same(std::string_view content) {
    for (std::size_t i = 0; i < content.size(); ++i) {
        if (content[i] != '\\') continue;
        if (++i == content.size()) return false;
        if (std::string_view("\n\r\\'\"abfnrtv01234567xNuU").find(content[i]) != std::string_view::npos) return false;
    }
    return true;
}

}  // namespace

Verdict regex_literal_style(const Match& m) {
    std::string qualified = m.ask.qualified(m.at.child(Field::function));
    if (!qualified.starts_with("re.") && !qualified.starts_with("regex.")) return silent;
    Node pattern = unparenthesized(argument(m.at, "pattern", 0));
    bool joined = false;  // of several literals, the first without `r`
    if (pattern.is(Kind::concatenated_string)) {
        joined = true;
        for (Node literal : pattern.children())
            if (literal.child(0u).text().find_first_of("fFtT") != std::string_view::npos) return silent;
        for (Node literal : pattern.children())
            if (literal.child(0u).text().find_first_of("rR") == std::string_view::npos) {
                pattern = literal;
                break;
            }
    }
    if (!pattern.is(Kind::string) || !pattern.child(0u).is(Kind::string_start)) return silent;
    std::string_view start = pattern.child(0u).text();
    std::string prefix(start.substr(0, start.find_first_of("\"'")));
    for (char c : prefix)
        if (c == 'r' || c == 'R' || c == 'f' || c == 'F' || c == 't' || c == 'T') return silent;
    Span inner{pattern.child(0u).end(), pattern.last_child().start()};
    std::string_view content = m.ask.tree().text.substr(inner.start, inner.end - inner.start);
    const bool escapes = content.find('\\') != std::string_view::npos;
    if ((escapes && regex_literal_style_same(content)) != (m.index() == 0)) return silent;
    std::string_view message = "a regular expression in a plain string: use a raw string, `r\"...\"`";
    if (joined || !regex_literal_style_same(content)) return found(pattern, std::string(message));
    const bool bytes = prefix.find_first_of("bB") != std::string::npos;
    Edits edits(m);
    edits.replace(pattern.span(), (bytes ? "rb" : "r") + std::string(pattern.text().substr(prefix.size())));
    return found(pattern, edits, std::string(message));
}

}  // namespace zen::rules
