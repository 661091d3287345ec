#include "engine/shapes/negation.h"

#include <string_view>

#include "syntax/precedence.h"

namespace zen {

std::string simple_negation(Node condition) {
    Node n = unparenthesized(condition);
    if (n.is(Kind::not_operator)) return code_for(n.child(Field::argument), not_level, true);
    if (n.is_any({Kind::call, Kind::identifier, Kind::attribute, Kind::subscript}))
        return "not " + std::string(n.text());
    if (!n.is(Kind::comparison_operator) || !n.has_children(2)) return "";
    Node op = n.child(Field::operators);
    std::string_view other = op.is(Kind::op_eq_eq)     ? " != "
                             : op.is(Kind::op_bang_eq) ? " == "
                             : op.is(Kind::kw_in)      ? " not in "
                             : op.is(Kind::kw_not_in)  ? " in "
                             : op.is(Kind::kw_is)      ? " is not "
                             : op.is(Kind::kw_is_not)  ? " is "
                                                       : "";
    if (other.empty()) return "";
    return std::string(n.child(0u).text()) + std::string(other) + std::string(n.child(1u).text());
}

std::string negation(Node condition) {
    std::string simple = simple_negation(condition);
    return simple.empty() ? "not " + code_for(condition, comparison, true) : simple;
}

}  // namespace zen
