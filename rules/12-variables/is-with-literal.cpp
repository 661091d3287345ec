// Is either operand of `is` a literal, whose identity has no meaning?
#include "rule.h"

namespace zen::rules {

namespace {

bool is_with_literal_value(Node n) {
    n = unparenthesized(n);
    if (n.is(Kind::unary_operator)) n = n.last_child();
    return n.is_any({Kind::integer, Kind::float_, Kind::string, Kind::concatenated_string, Kind::list, Kind::dictionary,
                     Kind::set, Kind::list_comprehension, Kind::dictionary_comprehension, Kind::set_comprehension,
                     Kind::generator_expression, Kind::tuple});
}

}  // namespace

Verdict is_with_literal(const Match& m) {
    Edits edits(m);
    std::string message;
    for (const auto& [left, op, right] : comparisons(m.at)) {
        if (!op.is_any({Kind::kw_is, Kind::kw_is_not})) continue;
        if (!is_with_literal_value(left) && !is_with_literal_value(right)) continue;
        std::string_view now = op.is(Kind::kw_is) ? "==" : "!=";
        edits.replace(op.span(), std::string(now));
        if (message.empty())
            message = m.message("`$is` compares identity, not values: write `$left $op $right`",
                                {{"is", op.is(Kind::kw_is) ? "is" : "is not"},
                                 {"left", short_code(left.text(), 30)},
                                 {"op", now},
                                 {"right", short_code(right.text(), 30)}});
    }
    if (edits.empty()) return silent;
    bool tuple = true;  // R0123 does not speak of tuples alone
    for (Node n : m.at.children())
        if (n.field() != Field::operators && is_with_literal_value(n))
            tuple = tuple && unparenthesized(n).is(Kind::tuple);
    if (tuple != (m.index() == 1)) return silent;
    return found(m.span, edits, message);
}

}  // namespace zen::rules
