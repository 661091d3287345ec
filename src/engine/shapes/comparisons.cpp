#include "engine/shapes/comparisons.h"

namespace zen {

ComparedPair sole_comparison(Node expression) {
    const Node n = unparenthesized(expression);
    if (!n.is(Kind::comparison_operator) || !n.has_children(2)) return {};
    return {n.child(0u), n.child(Field::operators), n.child(1u)};
}

std::string_view opposite(Kind op, bool of_order) {
    switch (op) {
        case Kind::op_eq_eq:
            return "!=";
        case Kind::op_bang_eq:
            return "==";
        case Kind::kw_in:
            return "not in";
        case Kind::kw_not_in:
            return "in";
        case Kind::kw_is:
            return "is not";
        case Kind::kw_is_not:
            return "is";
        case Kind::op_lt:
            return of_order ? ">=" : "";
        case Kind::op_lt_eq:
            return of_order ? ">" : "";
        case Kind::op_gt:
            return of_order ? "<=" : "";
        case Kind::op_gt_eq:
            return of_order ? "<" : "";
        default:
            return "";
    }
}

}  // namespace zen
