// The literal must have the same type as the value, otherwise the comparison means something else.
#include "rule.h"

namespace zen::rules {

Verdict empty_literal_comparison(const Match& m) {
    Node x = m["x"], left = unparenthesized(m.at.child(0u)),
         literal = left == x ? unparenthesized(m.at.last_child()) : left;
    std::uint32_t same = literal.is(Kind::list)         ? Type::list
                         : literal.is(Kind::dictionary) ? Type::dict
                         : literal.is(Kind::tuple)      ? Type::tuple
                                                        : Type::set | Type::frozenset;
    if (!m.ask.type(x).only(same) || x.is_any({Kind::list, Kind::dictionary, Kind::tuple})) return silent;
    bool asserted = false;
    for (Node up = m.at; up; up = up.parent()) asserted = asserted || up.is(Kind::assert_statement);
    if (asserted != (m.index() >= 2)) return silent;
    Edits edits(m);
    edits.rewrite(m.index() % 2 == 0 ? "not $x" : boolean_context(m.at) ? "$x" : "bool($x)");
    return found(m.span, edits);
}

}  // namespace zen::rules
