// A number, a truth value, or a container of such: it can neither raise an exception nor have an effect.
#include "rule.h"

namespace zen::rules {

Verdict useless_expression(const Match& m) {
    if (!m.at.has_children(1)) return silent;
    const Node value = unparenthesized(m.at.child(0u));
    if (value.is_any({Kind::string, Kind::concatenated_string, Kind::ellipsis}) || !m.ask.constant(value)) {
        // Items that are names of variables can neither.
        if (!value.is_any({Kind::tuple, Kind::list, Kind::expression_list})) return silent;
        for (Node item : value.children())
            if (!m.ask.constant(item) && !(item.is(Kind::identifier) && m.ask.binding(item))) return silent;
    }
    if (value.is(Kind::expression_list) && !m.ask.constant(value)) return silent;
    // The last line of a notebook's cell, or of a stub, shows or says something.
    if (m.at.parent().is(Kind::module) && !m.at.next_sibling()) return silent;
    return found(value);
}

}  // namespace zen::rules
