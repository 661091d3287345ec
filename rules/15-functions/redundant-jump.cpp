// A bare `return` in the last statement of the function: in an arm of it, or under its `with`.
#include "rule.h"

namespace zen::rules {

Verdict redundant_jump(const Match& m) {
    if (m.at.child_count() != 0) return silent;
    int depth = 0;
    for (Node n = m.at, up = n.parent(); up; n = up, up = up.parent()) {
        if (n != m.at && is_statement(n.kind()) &&
            n.is_any({Kind::for_statement, Kind::while_statement, Kind::try_statement}))
            return silent;
        if (up.is_any({Kind::block, Kind::module}) && !n.is(Kind::case_clause) && n.next_sibling()) return silent;
        // `case "": return` names a case that needs nothing.
        if (n == m.at && up.has_children(1) && up.parent().is(Kind::case_clause) && up.parent().child(0u).text() != "_")
            return silent;
        if (up.is(Kind::function_definition)) {
            // At the top level of the body, another match speaks.
            return depth > 1 ? found(m.at) : silent;
        }
        if (is_function(up.kind())) return silent;
        ++depth;
    }
    return silent;
}

}  // namespace zen::rules
