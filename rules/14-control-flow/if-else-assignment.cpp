// One name, two values without side conditions, and a line that is short enough.
#include "rule.h"

namespace zen::rules {

Verdict if_else_assignment(const Match& m) {
    Node c = m["c"], x = m["x"], a = m["a"], b = m["b"];
    if (!x.is(Kind::identifier)) return silent;
    for (Node value : {a, b})
        if (value.is_any({Kind::conditional_expression, Kind::yield, Kind::assignment, Kind::lambda,
                          Kind::expression_list, Kind::pattern_list}) ||
            m.ask.contains_yield(value))
            return silent;
    for (Node n : c.descendants())
        if (m.ask.means(n, "sys.version_info") || m.ask.means(n, "sys.platform") || m.ask.means(n, "os.name") ||
            m.ask.means(n, "typing.TYPE_CHECKING"))
            return silent;
    for (Node n : m.at.descendants())
        if (n.is(Kind::type) || (n.is(Kind::comment) && opens_line(n))) return silent;
    for (Node n : {c, a, b})
        if (n.text().find('\n') != std::string_view::npos) return silent;

    Node denied = c.is(Kind::not_operator) ? unparenthesized(c.last_child()) : Node();
    std::string value;
    if (same_code(c, a) && m.ask.pure(c))
        value = code_for(c, or_level, false) + " or " + code_for(b, or_level, false);
    else if (denied && same_code(denied, a) && m.ask.pure(a))
        value = code_for(a, and_level, false) + " and " + code_for(b, not_level, false);
    else
        value = code_for(a, or_level, false) + " if " + code_for(c, or_level, false) + " else " +
                code_for(b, conditional, false);
    std::string line = std::string(x.text()) + " = " + value;
    if (!m.fits(std::string(indentation(m.at)) + line)) return silent;
    Edits edits(m);
    edits.replace(m.span, line);
    return found(m.span, edits,
                 m.message("both branches assign `$x`: write `$line`", {{"line", short_code(line, 88)}}));
}

}  // namespace zen::rules
