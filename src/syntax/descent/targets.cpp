// Targets of assignments and loops: read as expressions, then renamed.
#include "syntax/descent/descent.h"

namespace zen::descent {

// The expression at `id` turns out to be a target. Brackets in it are no deeper than levels.
void Descent::to_pattern(NodeId id) {
    switch (kind_of(id)) {
        case Kind::identifier:
            return;
        case Kind::attribute:
        case Kind::subscript: {
            // A star in front of it is within it, and in some places the grammar has it around it.
            NodeId first = id;
            while (kind_of(first) == Kind::attribute || kind_of(first) == Kind::subscript ||
                   kind_of(first) == Kind::call)
                ++first;
            if (kind_of(first) == Kind::list_splat) fail("starred attribute as a target");
            return;
        }
        case Kind::list_splat: {
            // Of the first in brackets, an attribute is around the star.
            const Kind operand = kind_of(id + 2);
            const bool later = kind_of(id - 1) == Kind::op_comma;
            if (operand != Kind::identifier && !(later && (operand == Kind::attribute || operand == Kind::subscript)))
                fail("starred target");
            return set_kind(id, Kind::list_splat_pattern);
        }
        case Kind::parenthesized_expression:
        case Kind::tuple:
            set_kind(id, Kind::tuple_pattern);
            break;
        case Kind::list:
            set_kind(id, Kind::list_pattern);
            break;
        case Kind::expression_list:
            set_kind(id, Kind::pattern_list);
            break;
        default:
            return fail("not a target");
    }
    for (NodeId child = id + 1; child < nodes_[id].next && !failed_; child = nodes_[child].next)
        if ((nodes_[child].flags & (NodeRecord::named | NodeRecord::extra)) == NodeRecord::named) to_pattern(child);
}

// One target of a loop.
NodeId Descent::target() {
    const NodeId id = here();
    NodeId operand = id;
    switch (kind_) {
        case Kind::op_star:
            open(Kind::list_splat_pattern);
            take_token();
            operand = here();
            name();
            postfix(operand);
            if (kind_of(operand) == Kind::call) fail("call as a target");
            close(id);
            return id;
        case Kind::identifier:
            take_named();
            break;
        case Kind::op_lparen:
            parenthesized();
            break;
        case Kind::op_lbrack:
            list();
            break;
        default:
            fail("target expected");
            return id;
    }
    postfix(id);
    if (!failed_) to_pattern(id);
    return id;
}

NodeId Descent::targets() {
    const NodeId id = target();
    if (!is(Kind::op_comma)) return id;
    wrap(id, Kind::pattern_list);
    while (is(Kind::op_comma)) {
        take_token();
        if (is(Kind::kw_in)) break;
        target();
    }
    close(id);
    return id;
}

}  // namespace zen::descent
