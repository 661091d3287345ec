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

// A name, or an attribute or item of one: `row[0]`, `row["age"]`.
bool chained_comparison_plain(Node n) {
    auto simple_index = [](Node index) {
        return index.is_any({Kind::identifier, Kind::integer, Kind::string}) ||
               (index.is(Kind::unary_operator) && index.last_child().is(Kind::integer));
    };
    while (n.is(Kind::attribute) ||
           (n.is(Kind::subscript) && n.has_children(2) && simple_index(n.child(Field::subscript))))
        n = n.child(n.is(Kind::attribute) ? Field::object : Field::value);
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

// Are the two comparisons opposites, such as `x >= 90` and `x < 90`?
bool chained_comparison_opposite(Node one, Node other) {
    const ComparedPair a = sole_comparison(one), b = sole_comparison(other);
    if (!a || !b || !same_code(a.left, b.left) || !same_code(a.right, b.right)) return false;
    auto pair = [](Node x, Node y) {
        return (x.is(Kind::op_lt) && y.is(Kind::op_gt_eq)) || (x.is(Kind::op_gt) && y.is(Kind::op_lt_eq));
    };
    return pair(a.op, b.op) || pair(b.op, a.op);
}

// The operand of an `elif` that is always true there: `total < 90` of `elif total >= 80 and total < 90`, below
// `if total >= 90`. It is to be dropped, not to be joined. In a ladder of such branches, each has the bound of the one
// before.
Node chained_comparison_decided(Node row, const std::vector<Node>& operands) {
    constexpr std::size_t longest_row = 8;
    Node condition = row;
    while (condition.parent().is(Kind::parenthesized_expression)) condition = condition.parent();
    const Node clause = condition.parent();
    if (!clause.is(Kind::elif_clause) || condition.field() != Field::condition || operands.size() > longest_row)
        return {};
    const Node before = clause.previous_sibling().is(Kind::elif_clause) ? clause.previous_sibling() : clause.parent();
    const Node tested = unparenthesized(before.child(Field::condition));
    std::vector<Node> earlier{tested};
    if (tested.is(Kind::boolean_operator) && tested.child(Field::operator_).is(Kind::kw_and))
        earlier = operand_row(tested, Kind::kw_and);
    if (earlier.size() > longest_row) return {};
    for (Node known : earlier)
        for (Node operand : operands)
            if (chained_comparison_opposite(known, operand)) return operand;
    return {};
}

// Is the operand certainly true, because every branch above is a comparison or a pair of which the other operand is
// true there as well?
bool chained_comparison_certain(Node clause, Node operand) {
    constexpr int most_branches = 20;
    Node wanted = operand;  // true if its opposite was tested above and was false
    int left = most_branches;
    for (Node at = clause; at.is(Kind::elif_clause) && --left > 0;) {
        at = at.previous_sibling().is(Kind::elif_clause) ? at.previous_sibling() : at.parent();
        const Node tested = unparenthesized(at.child(Field::condition));
        if (chained_comparison_opposite(tested, wanted)) return true;
        if (!tested.is(Kind::boolean_operator) || !tested.child(Field::operator_).is(Kind::kw_and)) return false;
        const std::vector<Node> pair = operand_row(tested, Kind::kw_and);
        if (pair.size() != 2) return false;
        const bool first = chained_comparison_opposite(pair[0], wanted);
        if (!first && !chained_comparison_opposite(pair[1], wanted)) return false;
        wanted = pair[first ? 1 : 0];  // it has to be true itself
    }
    return false;
}

}  // namespace

Verdict chained_comparison(const Match& m) {
    if (!m.at.child(Field::operator_).is(Kind::kw_and)) return silent_for_all;
    if (!is_whole_row(m.at)) return silent_for_all;  // the row's top decides
    std::vector<Node> operands = operand_row(m.at, Kind::kw_and);
    if (Node operand = chained_comparison_decided(m.at, operands)) {
        Node clause = m.at;
        while (clause.is_any({Kind::parenthesized_expression, Kind::boolean_operator})) clause = clause.parent();
        if (operands.size() != 2 || !chained_comparison_certain(clause, operand)) return silent_for_all;
        if (m.index() != 2) return silent;
        const ComparedPair sides = sole_comparison(operand);
        if (!m.ask.pure(sides.left) || !m.ask.pure(sides.right)) return silent;
        Edits edits(m);
        edits.replace(m.at, operands[operand == operands[0] ? 1 : 0].text());
        return found(operand, edits,
                     m.message("`$test` is always true after the branch above: remove it",
                               {{"test", short_code(operand.text())}}))
            .titled("Remove the test")
            .unsafe_because("both comparisons are false for NaN");
    }
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
