// Neighbours in a row of `and` that share the middle value and go the same way.
#include <optional>

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

// `x > low` and `x < high`, whichever way round: the three of `low < x < high`; nothing when there is no such pair.
struct ChainedComparisonBounds {
    Node low, x, high;
    std::string_view below, above;
};
std::optional<ChainedComparisonBounds> chained_comparison_bounds(Node first, Node second) {
    std::optional<ChainedComparisonBounds> none;
    for (Node n : {first, second})
        if (chained_comparison_way(n) == 0 || chained_comparison_way(n) == '=' || !n.has_children(2)) return none;
    auto sides = [](Node n, bool left) { return unparenthesized(n.child(left ? 0u : 1u)); };
    for (bool first_left : {true, false})
        for (bool second_left : {true, false}) {
            Node x = sides(first, first_left);
            if (!chained_comparison_plain(x) || !same_code(x, sides(second, second_left))) continue;
            if (x.text()[0] >= 'A' && x.text()[0] <= 'Z') continue;  // a constant is no value between two bounds
            // Is x the greater one?
            bool first_above = (chained_comparison_way(first) == '>') == first_left,
                 second_above = (chained_comparison_way(second) == '>') == second_left;
            if (first_above == second_above) continue;
            Node lower = first_above ? first : second, upper = first_above ? second : first;
            auto relation = [](Node n) {
                return n.child(Field::operators).text().size() == 2 ? std::string_view("<=") : std::string_view("<");
            };
            return ChainedComparisonBounds{sides(lower, first_above ? !first_left : !second_left), x,
                                           sides(upper, first_above ? !second_left : !first_left), relation(lower),
                                           relation(upper)};
        }
    return none;
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
    if (m.index() == 2) {
        for (std::size_t i = 0; i + 1 < operands.size(); ++i) {
            auto bounds = chained_comparison_bounds(operands[i], operands[i + 1]);
            if (!bounds || !m.ask.pure(bounds->low) || !m.ask.pure(bounds->high)) continue;
            if (same_code(unparenthesized(operands[i].last_child()), unparenthesized(operands[i + 1].child(0u))))
                continue;  // a chain as it stands
            std::string chain = code_for(bounds->low, bit_or, false) + " " + std::string(bounds->below) + " " +
                                std::string(bounds->x.text()) + " " + std::string(bounds->above) + " " +
                                code_for(bounds->high, bit_or, false);
            Node from = operands[i], to = operands[i + 1];
            while (from.parent().is(Kind::parenthesized_expression) && !to.within(from.parent())) from = from.parent();
            while (to.parent().is(Kind::parenthesized_expression) && !from.within(to.parent())) to = to.parent();
            Edits edits(m);
            edits.replace(Span{from.start(), to.end()}, chain);
            bool plain = true;
            for (Node n : {bounds->low, bounds->x, bounds->high})
                plain = plain && m.ask.type(n).known() && !m.ask.type(n).maybe(Type::instance);
            return found(Span{from.start(), to.end()}, edits,
                         m.message("`and` joins two comparisons of one value: write `$chain`",
                                   {{"chain", short_code(chain)}}))
                .unsafe(!plain);
        }
        return silent;
    }
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
        return found(whole, edits,
                     m.message("`and` joins two comparisons of one value: write `$chain`",
                               {{"chain", short_code(chain)}}))
            .unsafe(!plain);
    }
    return silent;
}

}  // namespace zen::rules
