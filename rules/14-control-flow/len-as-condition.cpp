// Beside a test of the same object the length adds nothing: `x and len(x) > 0`.
#include "rule.h"

namespace zen::rules {

namespace {

// The operand before the match in a row of `and` (of `or` for the negated form), when it tests the same object.
Node len_as_condition_tested(const Match& m, Node x, bool negated) {
    Node row = m.at.parent();
    if (!row.is(Kind::boolean_operator) || row.child(Field::right) != m.at) return {};
    const Kind op = row.child(Field::operator_).kind();
    if (op != (negated ? Kind::kw_or : Kind::kw_and)) return {};
    Node before = row.child(Field::left);
    if (before.is(Kind::boolean_operator) && before.child(Field::operator_).is(op)) before = before.child(Field::right);
    Node test = unparenthesized(before);
    if (negated) test = test.is(Kind::not_operator) ? unparenthesized(test.child(Field::argument)) : Node();
    return test && same_code(test, x) ? before : Node();
}

// The same for the operand after the match: `len(x) > 0 and x`.
Node len_as_condition_tested_after(const Match& m, Node x, bool negated) {
    Node row = m.at.parent();
    if (!row.is(Kind::boolean_operator)) return {};
    const Kind op = row.child(Field::operator_).kind();
    if (op != (negated ? Kind::kw_or : Kind::kw_and)) return {};
    if (row.child(Field::right) == m.at) {
        Node longer = row.parent();
        if (!longer.is(Kind::boolean_operator) || longer.child(Field::left) != row) return {};
        if (!longer.child(Field::operator_).is(op)) return {};
        row = longer;
    }
    Node after = row.child(Field::right), test = unparenthesized(after);
    if (negated) test = test.is(Kind::not_operator) ? unparenthesized(test.child(Field::argument)) : Node();
    return test && same_code(test, x) ? after : Node();
}

// The operand before the match, when it tells `None` apart: `x is not None and len(x) > 0` is `x`.
Node len_as_condition_not_none(const Match& m, Node x, bool negated) {
    Node row = m.at.parent();
    if (!row.is(Kind::boolean_operator) || row.child(Field::right) != m.at) return {};
    const Kind op = row.child(Field::operator_).kind();
    if (op != (negated ? Kind::kw_or : Kind::kw_and)) return {};
    Node before = row.child(Field::left);
    if (before.is(Kind::boolean_operator) && before.child(Field::operator_).is(op)) before = before.child(Field::right);
    const ComparedPair test = sole_comparison(unparenthesized(before));
    if (!test || !unparenthesized(test.right).is(Kind::none) || !same_code(unparenthesized(test.left), x)) return {};
    const bool fits = test.op.is(negated ? Kind::kw_is : Kind::kw_is_not);
    return fits ? before : Node();
}

// Is it the first test of a chain that goes on with other lengths of the same object: 0, 1, more?
bool len_as_condition_in_chain(const Match& m, Node x) {
    Node arm = m.at.parent();
    while (arm.is(Kind::parenthesized_expression)) arm = arm.parent();
    if (!arm.is_any({Kind::if_statement, Kind::elif_clause})) return false;
    const Node chain = arm.is(Kind::elif_clause) ? arm.parent() : arm;
    auto measures = [&](Node condition) {
        if (!condition || m.at.within(condition)) return false;
        for (Node n : condition.descendants())
            if (n.is(Kind::call) && m.ask.means(n.child(Field::function), "len") && same_code(sole_argument(n), x))
                return true;
        return false;
    };
    if (measures(chain.child(Field::condition))) return true;
    for (Node other : chain.children())
        if (other.is(Kind::elif_clause) && measures(other.child(Field::condition))) return true;
    return false;
}

}  // namespace

Verdict len_as_condition(const Match& m) {
    Node x = m["x"];
    const bool negated = m.index() == 2;
    if (m.index() >= 2 && len_as_condition_in_chain(m, x)) return silent;
    Edits edits(m);
    if (Node before = len_as_condition_not_none(m, x, negated)) {
        const std::string code =
            negated ? "not " + code_for(x, unary, false) : code_for(x, required_precedence(m.at), false);
        edits.replace(Span{before.start(), m.at.end()}, code);
        return found(Span{before.start(), m.at.end()}, edits,
                     m.message("`None` and an empty container are both false: write `$code`", {{"code", code}}));
    }
    if (Node before = len_as_condition_tested(m, x, negated)) {
        edits.replace(Span{before.end(), m.at.end()}, "");
        return found(m.span, edits, m.message("the truth of `$x` is tested already: remove the test of its length"));
    }
    if (Node after = len_as_condition_tested_after(m, x, negated)) {
        edits.replace(Span{m.at.start(), after.start()}, "");
        return found(m.span, edits, m.message("`$x` is tested as well: remove the test of its length"));
    }
    edits.rewrite(negated ? "not $x" : "$x");
    return found(m.span, edits);
}

}  // namespace zen::rules
