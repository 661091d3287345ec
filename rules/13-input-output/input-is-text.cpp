// Follows the typed string to its uses together with numbers.
#include "rule.h"

namespace zen::rules {

namespace {

bool input_is_text_number(const Match& m, Node n) {
    return m.ask.type(n).only(Type::int_ | Type::float_);
}

// The number that this use is compared with or added to; none otherwise.
Node input_is_text_met(const Match& m, Node use) {
    Node outer = use.parent();
    if (const auto [left, op, right] = sole_comparison(outer); op) {
        Node other = left == use ? right : left;
        bool compares =
            op.is_any({Kind::op_lt, Kind::op_lt_eq, Kind::op_gt, Kind::op_gt_eq, Kind::op_eq_eq, Kind::op_bang_eq});
        return compares && input_is_text_number(m, other) ? other : Node();
    }
    if (outer.is(Kind::binary_operator)) {
        Node op = outer.child(Field::operator_);
        Node other = outer.child(Field::left) == use ? outer.child(Field::right) : outer.child(Field::left);
        bool sums =
            op.is_any({Kind::op_plus, Kind::op_minus, Kind::op_slash, Kind::op_slash_slash, Kind::op_star_star});
        return sums && input_is_text_number(m, other) ? other : Node();
    }
    return {};
}

}  // namespace

Verdict input_is_text(const Match& m) {
    Node first;
    bool real = false;
    for (Node use : m.ask.uses(m["name"])) {
        std::vector<Node> stores = m.ask.definitions(use);
        if (stores.size() != 1) return silent;
        Node met = input_is_text_met(m, use);
        if (!met) {
            Node outer = use.parent();
            // A test of the string, or a conversion: the author knows that it is a string.
            bool called = outer.is_any({Kind::attribute, Kind::argument_list, Kind::comparison_operator});
            bool printed = outer.is(Kind::argument_list) && m.ask.means(outer.parent().child(Field::function), "print");
            if (called && !printed) return silent;
            continue;
        }
        if (!first) first = use.parent();
        real = real || m.ask.type(met).maybe(Type::float_);
    }
    if (!first) return silent;
    Edits edits(m);
    Node call = m.at.child(Field::right);
    if (!call) call = m.at.child(0u).child(Field::right);
    std::string now = formatted("{}{})", real ? "float(" : "int(", call.text());
    edits.replace(call, now);
    return found(m.span, edits,
                 m.message("`input()` returns a string: write `$name = $now`", {{"now", short_code(now, 40)}}))
        .related(first.span(), "used with a number here");
}

}  // namespace zen::rules
