// The pattern cannot tell an `elif` that follows, nor measure the line.
#include "rule.h"

namespace zen::rules {

Verdict collapsible_if(const Match& m) {
    Node outer = m["outer"], inner_if = m["inner"].parent();
    while (!inner_if.is(Kind::if_statement)) inner_if = inner_if.parent();
    if (outer.is(Kind::comparison_operator) && outer.child(0u).text() == "__name__") return silent;
    if (m.ask.means(outer, "typing.TYPE_CHECKING")) return silent;
    for (Node n : outer.descendants())
        if (m.ask.means(n, "sys.version_info") || m.ask.means(n, "sys.platform")) return silent;
    std::string condition = code_for(outer, and_level, false) + " and " + code_for(m["inner"], and_level, false);
    std::string_view text = m.ask.tree().text;
    std::size_t indent = m.at.start() - (text.substr(0, m.at.start()).rfind('\n') + 1);
    if (condition.find('\n') == condition.npos &&
        indent + condition.size() + 4 > static_cast<std::size_t>(m.option_number("lines")))
        return silent;
    Edits edits(m);
    edits.rewrite("if $condition:\n    $$body", {{"condition", condition}});
    return found({m.at.start(), inner_if.child(Field::consequence).start() ? m["inner"].end() : m.span.end}, edits,
                 m.message("join the two tests: `if $outer and $inner:`"));
}

}  // namespace zen::rules
