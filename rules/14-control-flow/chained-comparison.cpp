// Neighbours in a row of `and` that share the middle value and go the same way.
#include <optional>

#include "rule.h"

namespace zen::rules {

namespace {

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

// Has its evaluation no effect: plain code, with calls of `len()` and the like at most?
bool chained_comparison_pure(const Match& m, Node bound) {
    if (m.ask.pure(bound)) return true;
    for (Node n : bound.descendants()) {
        if (n.is(Kind::call)) {
            const Node function = n.child(Field::function);
            bool known = false;
            for (std::string_view name : {"len", "min", "max", "abs"}) known = known || m.ask.means(function, name);
            if (!known) return false;
        } else if (n.named() &&
                   !n.is_any({Kind::identifier, Kind::attribute, Kind::integer, Kind::float_, Kind::binary_operator,
                              Kind::unary_operator, Kind::argument_list, Kind::parenthesized_expression})) {
            return false;
        }
    }
    return true;
}

// Two comparisons that chain but have others between them, or the later one first: `low < x and ready and x < high`,
// `x < high < most and low < x`. Only rows of few operands
// are looked at, each pair of which counts.
Verdict chained_comparison_apart(const Match& m, const std::vector<Node>& operands) {
    constexpr std::size_t longest_row = 8;
    if (operands.size() > longest_row) return silent;
    for (std::size_t i = 0; i < operands.size(); ++i)
        for (std::size_t k = i + 1; k < operands.size(); ++k) {
            Node first = operands[i], second = operands[k];
            std::string chain;
            const char way = chained_comparison_way(first);
            if (!way || way == '=' || !chained_comparison_way(second)) continue;
            for (auto [before, after] : {std::pair(first, second), std::pair(second, first)}) {
                if (k == i + 1 && before == first) continue;  // neighbours in this order
                Node middle = unparenthesized(before.last_child()), again = unparenthesized(after.child(0u));
                if (chained_comparison_way(after) != way || chained_comparison_way(before) != way ||
                    !chained_comparison_plain(middle) || !same_code(middle, again))
                    continue;
                Node head = after.child(0u);
                chain = std::string(before.text()) +
                        std::string(m.ask.tree().text.substr(head.end(), after.end() - head.end()));
            }
            auto bounds = chain.empty() && k > i + 1 ? chained_comparison_bounds(first, second) : std::nullopt;
            if (bounds)
                chain = formatted("{} {} {} {} {}", code_for(bounds->low, bit_or, false), bounds->below,
                                  bounds->x.text(), bounds->above, code_for(bounds->high, bit_or, false));
            if (!chain.empty())
                return found(m.span,
                             m.message("two comparisons of one value: write `$chain`", {{"chain", short_code(chain)}}));
        }
    return silent;
}

// `elif total >= 80 and total < 90` below `if total >= 90`: one of the operands is always true there. It is to be
// dropped, not to be joined. In a ladder of such branches, each has the bound of the one before.
bool chained_comparison_decided(Node row, const std::vector<Node>& operands) {
    Node condition = row;
    while (condition.parent().is(Kind::parenthesized_expression)) condition = condition.parent();
    const Node clause = condition.parent();
    if (!clause.is(Kind::elif_clause) || condition.field() != Field::condition) return false;
    const Node before = clause.previous_sibling().is(Kind::elif_clause) ? clause.previous_sibling() : clause.parent();
    const Node tested = unparenthesized(before.child(Field::condition));
    auto opposite = [](Node a, Node b) {
        return (a.is(Kind::op_lt) && b.is(Kind::op_gt_eq)) || (a.is(Kind::op_gt) && b.is(Kind::op_lt_eq));
    };
    auto decides = [&](Node earlier, Node operand) {
        const ComparedPair known = sole_comparison(earlier), here = sole_comparison(operand);
        return known && here && same_code(here.left, known.left) && same_code(here.right, known.right) &&
               (opposite(here.op, known.op) || opposite(known.op, here.op));
    };
    constexpr std::size_t longest_row = 8;
    std::vector<Node> earlier{tested};
    if (tested.is(Kind::boolean_operator) && tested.child(Field::operator_).is(Kind::kw_and))
        earlier = operand_row(tested, Kind::kw_and);
    if (earlier.size() > longest_row || operands.size() > longest_row) return false;
    for (Node known : earlier)
        for (Node operand : operands)
            if (decides(known, operand)) return true;
    return false;
}

}  // namespace

Verdict chained_comparison(const Match& m) {
    if (!m.at.child(Field::operator_).is(Kind::kw_and)) return silent_for_all;
    if (!is_whole_row(m.at)) return silent_for_all;  // the row's top decides
    std::vector<Node> operands = operand_row(m.at, Kind::kw_and);
    if (chained_comparison_decided(m.at, operands)) return silent_for_all;
    if (m.index() == 2) {
        for (std::size_t i = 0; i + 1 < operands.size(); ++i) {
            auto bounds = chained_comparison_bounds(operands[i], operands[i + 1]);
            if (!bounds || !chained_comparison_pure(m, bounds->low) || !chained_comparison_pure(m, bounds->high))
                continue;
            if (same_code(unparenthesized(operands[i].last_child()), unparenthesized(operands[i + 1].child(0u))))
                continue;  // a chain as it stands
            std::string chain = formatted("{} {} {} {} {}", code_for(bounds->low, bit_or, false), bounds->below,
                                          bounds->x.text(), bounds->above, code_for(bounds->high, bit_or, false));
            auto span = row_span(operands[i], operands[i + 1]);
            if (!span) continue;
            Edits edits(m);
            edits.replace(*span, chain);
            bool plain = true;
            for (Node n : {bounds->low, bounds->x, bounds->high})
                plain = plain && m.ask.type(n).known() && !m.ask.type(n).maybe(Type::instance);
            return found(*span, edits,
                         m.message("`and` joins two comparisons of one value: write `$chain`",
                                   {{"chain", short_code(chain)}}))
                .unsafe(!plain);
        }
        return chained_comparison_apart(m, operands);
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
        auto span = row_span(operands[i], operands[last]);
        if (!span) continue;
        Span whole = *span;
        Edits edits(m);
        edits.replace(whole, chain);
        // A chain calls the same operators in the same order. Only a middle that is read by an attribute differs: it is
        // read once.
        bool plain = true;
        for (std::size_t k = i; k < last; ++k)
            plain = plain && unparenthesized(operands[k].last_child()).is(Kind::identifier);
        return found(whole, edits,
                     m.message("`and` joins two comparisons of one value: write `$chain`",
                               {{"chain", short_code(chain)}}))
            .unsafe(!plain);
    }
    return silent;
}

}  // namespace zen::rules
