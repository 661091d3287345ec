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

}  // namespace

Verdict len_as_condition(const Match& m) {
    Node x = m["x"];
    const bool negated = m.index() == 2;
    Edits edits(m);
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
