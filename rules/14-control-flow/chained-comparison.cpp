// Neighbours in a row of `and` that share the middle value and go the same way.
#include "rule.h"

namespace zen::rules {

namespace {

// The operands of a row of `and`, which the grammar nests to the left.
void chained_comparison_operands(Node n, std::vector<Node>& out) {
    n = unparenthesized(n);
    if (n.is(Kind::boolean_operator) && n.child(Field::operator_).is(Kind::kw_and)) {
        chained_comparison_operands(n.child(Field::left), out);
        chained_comparison_operands(n.child(Field::right), out);
    } else {
        out.push_back(n);
    }
}

// '<', '>' or '=' when all of the comparison's operators go one way; 0 otherwise.
char chained_comparison_way(Node n) {
    if (!n.is(Kind::comparison_operator)) return 0;
    char way = 0;
    for (Node t : n.tokens()) {
        if (t.named()) continue;
        char here = t.is(Kind::op_lt) || t.is(Kind::op_lt_eq)   ? '<'
                    : t.is(Kind::op_gt) || t.is(Kind::op_gt_eq) ? '>'
                    : t.is(Kind::op_eq_eq)                      ? '='
                                                                : 0;
        if (!here || (way && way != here)) return 0;
        way = here;
    }
    return way;
}

bool chained_comparison_plain(Node n) {
    while (n.is(Kind::attribute)) n = n.child(Field::object);
    return n.is(Kind::identifier);
}

}  // namespace

Verdict chained_comparison(const Match& m) {
    if (!m.at.child(Field::operator_).is(Kind::kw_and)) return silent;
    for (Node up = m.at.parent(); up.is(Kind::parenthesized_expression) || up.is(Kind::boolean_operator);
         up = up.parent())
        if (up.is(Kind::boolean_operator) && up.child(Field::operator_).is(Kind::kw_and))
            return silent;  // the row's top decides
    std::vector<Node> operands;
    chained_comparison_operands(m.at, operands);
    for (std::size_t i = 0; i + 1 < operands.size(); ++i) {
        char way = chained_comparison_way(operands[i]);
        if (!way || (way == '=') != (m.index() == 1)) continue;
        std::size_t last = i;
        std::string chain(operands[i].text());
        while (last + 1 < operands.size() && chained_comparison_way(operands[last + 1]) == way) {
            Node middle = unparenthesized(operands[last].last_child()),
                 again = unparenthesized(operands[last + 1].child(0u));
            if (!chained_comparison_plain(middle) || !same_code(middle, again)) break;
            Node head = operands[last + 1].child(0u);
            chain += m.ask.tree().text.substr(head.end(), operands[last + 1].end() - head.end());
            ++last;
        }
        if (last == i) continue;
        Node from = operands[i], to = operands[last];
        // The pairs may stand in parentheses of their own; the ones between the first and the last are balanced.
        while (from.parent().is(Kind::parenthesized_expression) && !to.within(from.parent())) from = from.parent();
        while (to.parent().is(Kind::parenthesized_expression) && !from.within(to.parent())) to = to.parent();
        Span whole{from.start(), to.end()};
        Edits edits(m);
        edits.replace(whole, chain);
        bool plain = true;
        for (std::size_t k = i; k <= last; ++k)
            for (Node c : operands[k].children())
                plain = plain && m.ask.type(c).known() && !m.ask.type(c).maybe(Type::instance);
        return found(whole, edits, "chain the comparison: `" + short_code(chain) + "`").unsafe(!plain);
    }
    return silent;
}

}  // namespace zen::rules
