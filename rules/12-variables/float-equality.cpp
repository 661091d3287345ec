// Is one side certainly a float that was computed, or has a fraction that is not exact?
#include "rule.h"

namespace zen::rules {

namespace {

Node float_equality_operand(Node n) {
    n = unparenthesized(n);
    if (n.is(Kind::named_expression)) n = unparenthesized(n.child(Field::value));
    while (n.is(Kind::unary_operator)) n = unparenthesized(n.child(Field::argument));
    return n;
}

// 0.3, but not 2.0, which is exact.
bool float_equality_fraction(Node n) {
    std::size_t dot = n.text().find('.');
    return n.is(Kind::float_) &&
           (dot == std::string_view::npos || n.text().find_first_not_of("0_", dot + 1) != std::string_view::npos);
}

// A quotient, or an operation with a float.
bool float_equality_computed(const Match& m, Node n) {
    if (!n.is(Kind::binary_operator)) return false;
    Node left = float_equality_operand(n.child(Field::left)), right = float_equality_operand(n.child(Field::right));
    bool text = left.is_any({Kind::string, Kind::call}) || right.is_any({Kind::string, Kind::call});
    if (n.child(Field::operator_).is(Kind::op_slash) && !text &&
        (left.is(Kind::integer) || right.is(Kind::integer) || m.ask.type(left).only(number_types)))
        return true;  // a path is divided by other things
    return left.is(Kind::float_) || right.is(Kind::float_) || m.ask.type(n).only(Type::float_);
}

bool float_equality_zero(Node n) {
    n = float_equality_operand(n);
    return n.is(Kind::float_) && n.text().find_first_of("123456789") == std::string_view::npos;
}

bool float_equality_inexact(const Match& m, Node n) {
    n = float_equality_operand(n);
    return float_equality_fraction(n) || float_equality_computed(m, n);
}

// 2.0, `float(text)`, `complex(…)`.
bool float_equality_float(const Match& m, Node n) {
    n = float_equality_operand(n);
    if (n.is(Kind::binary_operator)) n = float_equality_operand(n.child(Field::right));
    if (n.is(Kind::call))
        return m.ask.means(n.child(Field::function), "float") || m.ask.means(n.child(Field::function), "complex");
    return n.is(Kind::float_);
}

// Infinity is exact, an int is compared exactly, and a call may bring its own tolerance.
bool float_equality_other(const Match& m, Node n) {
    n = float_equality_operand(n);
    if (n.is(Kind::attribute)) return n.child(Field::attribute).text() == "inf";
    if (n.is(Kind::identifier)) return n.text().ends_with("inf");
    if (!n.is(Kind::call)) return n.is(Kind::integer);
    if (sole_argument(n).text().find("inf") != std::string_view::npos) return true;
    if (float_equality_float(m, n)) return false;
    // `approx(0.3)`, `Decimal("0.3")` and other objects compare in their own way.
    Node called = n.child(Field::function);
    if (called.is(Kind::attribute)) called = called.child(Field::attribute);
    const std::string_view name = called.text();
    return name.find("approx") != name.npos || name.find("close") != name.npos ||
           (!name.empty() && name[0] >= 'A' && name[0] <= 'Z');
}

}  // namespace

Verdict float_equality(const Match& m) {
    bool any = false;  // for one of the matches
    for (const auto& [left, op, right] : comparisons(m.at)) {
        bool asked = op.is_any({Kind::op_eq_eq, Kind::op_bang_eq}) && !float_equality_other(m, left) &&
                     !float_equality_other(m, right);
        bool inexact = asked && (float_equality_inexact(m, left) || float_equality_inexact(m, right));
        bool whole = asked && !inexact && (float_equality_float(m, left) || float_equality_float(m, right));
        any = any || inexact || whole;
        if (m.index() == 0 ? inexact : whole) {
            std::string a = short_code(left.text(), 30), b = short_code(right.text(), 30);
            // Nothing but 0.0 is close to it by the relative tolerance.
            const bool zero = float_equality_zero(left) || float_equality_zero(right);
            return found(m.span,
                         m.message("`$op` compares floats exactly: use `math.isclose($a, $b$more)`",
                                   {{"op", op.text()}, {"a", a}, {"b", b}, {"more", zero ? ", abs_tol=..." : ""}}));
        }
    }
    return any ? silent : silent_for_all;
}

}  // namespace zen::rules
