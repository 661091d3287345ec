// In a condition the comparison is removed; elsewhere `bool()` replaces it; in a query it has another meaning.
#include "rule.h"

namespace zen::rules {

namespace {

// Operands of `|`, `&` and `~`, subscripts, and arguments of query methods: there `==` builds something.
bool bool_comparison_in_query(Node n) {
    int depth = 0;  // a row may be as long as the file: far down in it, nothing is said
    for (Node up = n.parent(); up && !is_statement(up.kind()); n = up, up = up.parent()) {
        if (++depth > 200) return true;
        if (up.is(Kind::binary_operator) || up.is(Kind::unary_operator)) return true;
        if (up.is(Kind::subscript) && n.field() == Field::subscript) return true;
        if (!up.is(Kind::argument_list)) continue;
        Node function = up.parent().child(Field::function);
        Node name = function.is(Kind::attribute) ? function.child(Field::attribute) : function;
        for (std::string_view query : {"filter", "where", "having", "and_", "or_", "not_", "join", "outerjoin",
                                       "select", "case", "when", "exclude", "on", "any", "has"})
            if (name.text() == query) return function.is(Kind::attribute) || query.ends_with('_') || query == "select";
    }
    return false;
}

bool bool_comparison_literal(Node n) {
    return unparenthesized(n).is_any({Kind::true_, Kind::false_});
}

bool bool_comparison_with_false(Node comparison) {
    for (Node n : comparison.children())
        if (unparenthesized(n).is(Kind::false_)) return true;
    return false;
}

// Is it known to be truthy here, so that the comparison tells `True` from other truthy values?
bool bool_comparison_told_apart(Node at, Node x) {
    for (Node n = at, up = n.parent(); up && !is_function(up.kind()); n = up, up = up.parent())
        if (up.is_any({Kind::if_statement, Kind::elif_clause}) && n.field() == Field::consequence &&
            same_code(unparenthesized(up.child(Field::condition)), x))
            return true;
    return false;
}

// Does the function store something else than a truth value in the attribute, or the branch in the name?
bool bool_comparison_stored(const Match& m, Node x) {
    Node branch = m.at.parent().child(Field::consequence);
    if (x.is(Kind::identifier) && m.at.parent().is_any({Kind::if_statement, Kind::elif_clause})) {
        constexpr std::uint32_t others = Type::str | Type::bytes | Type::float_ | Type::list | Type::dict | Type::tuple;
        for (Node n : branch.descendants())
            if (n.is(Kind::assignment) && n.child(Field::right) && same_code(n.child(Field::left), x) &&
                m.ask.type(n.child(Field::right)).only(others))
                return true;
    }
    Node function = m.ask.enclosing_function(m.at);
    if (!x.is(Kind::attribute) || !function) return false;
    for (Node n : function.descendants())
        if (n.is(Kind::assignment) && n.child(Field::right) && same_code(n.child(Field::left), x) &&
            !m.ask.type(n.child(Field::right)).only(Type::bool_))
            return true;
    return false;
}

// A value in the code that a truth value is not compared with, unless `x` has others, too: `x == True or x == "yes"`.
bool bool_comparison_other_value(Node n) {
    return n.is_any({Kind::true_, Kind::false_, Kind::none, Kind::string, Kind::concatenated_string, Kind::integer,
                     Kind::float_, Kind::list, Kind::tuple, Kind::dictionary, Kind::set});
}

// Is it the test of an arm of an `if` chain, or of one of two in a row, that also compares `x` with another of
// True, False and None, or with a text or number? Then the values are told apart on purpose: `True`, `False` and the
// rest. So they are in other expressions with `and` and `or`.
bool bool_comparison_three_ways(const Match& m, Node x) {
    Node arm = m.at.parent(), whole = m.at;
    while (arm.is_any({Kind::parenthesized_expression, Kind::boolean_operator, Kind::not_operator}))
        whole = arm, arm = arm.parent();
    std::size_t tests = 0;
    int left = 2000;  // nodes that are looked at
    auto count = [&](Node condition) {
        for (Node n : condition.descendants()) {
            if (--left < 0) return;
            // `isinstance(x, …)` says that `x` has other values, too.
            if (n.is(Kind::call) && n.child(Field::function).text() == "isinstance")
                tests += same_code(n.child(Field::arguments).child(0u), x);
            const ComparedPair compared = n.is(Kind::comparison_operator) ? sole_comparison(n) : ComparedPair();
            if (!compared) continue;
            Node one = unparenthesized(compared.left), other = unparenthesized(compared.right);
            if (same_code(other, x)) std::swap(one, other);
            tests += same_code(one, x) && bool_comparison_other_value(other);
        }
    };
    if (!arm.is_any({Kind::if_statement, Kind::elif_clause})) {
        if (whole != m.at) count(whole);
        return tests > 1;
    }
    Node chain = arm.is(Kind::elif_clause) ? arm.parent() : arm;
    auto count_chain = [&](Node statement) {
        count(statement.child(Field::condition));
        for (Node other : statement.children())
            if (other.is(Kind::elif_clause)) count(other.child(Field::condition));
    };
    count_chain(chain);
    // After `if …: return` the next `if` is another arm.
    Node before = chain.previous_sibling(), after = chain.next_sibling();
    if (before.is(Kind::if_statement) && m.ask.leaves(before.child(Field::consequence))) count_chain(before);
    if (after.is(Kind::if_statement) && m.ask.leaves(chain.child(Field::consequence))) count_chain(after);
    return tests > 1;
}

// Is it one of a row for `in`, which another rule reports: `x == True or x == "yes"`?
bool bool_comparison_in_row(const Match& m, Node x) {
    const ComparedPair own = sole_comparison(m.at);
    const Kind joined = own && own.op.is(Kind::op_eq_eq) ? Kind::kw_or : Kind::kw_and;
    Node row = m.at;
    for (Node up = row.parent(); up.is_any({Kind::parenthesized_expression, Kind::boolean_operator}); up = up.parent())
        if (up.is(Kind::boolean_operator) && !up.child(Field::operator_).is(joined))
            break;
        else
            row = up;
    int left = 2000;  // nodes that are looked at
    for (Node n : row.descendants()) {
        if (--left < 0) return false;
        const ComparedPair other = n.is(Kind::comparison_operator) ? sole_comparison(n) : ComparedPair();
        if (!other || !own || other.op.kind() != own.op.kind()) continue;
        Node one = unparenthesized(other.left), value = unparenthesized(other.right);
        if (same_code(value, x)) std::swap(one, value);
        if (same_code(one, x) && bool_comparison_other_value(value) && !bool_comparison_literal(value)) return true;
    }
    return false;
}

// Is `x` read where it is known not to be that value: in the `else`, or after `if x == True: continue`? A truth value
// would be known there, so `x` has others.
bool bool_comparison_read_on(const Match& m, Node x) {
    Node test = m.at;
    while (test.parent().is(Kind::parenthesized_expression)) test = test.parent();
    Node arm = test.parent();
    if (!arm.is(Kind::if_statement) || test.field() != Field::condition) return false;
    int left = 2000;  // nodes that are looked at
    auto reads = [&](Node where) {
        for (Node n : where.descendants())
            if (--left < 0)
                return false;
            else if (n.kind() == x.kind() && same_code(n, x) && !m.ask.stored(n))
                return true;
        return false;
    };
    for (Node n : arm.children())
        if (n.is_any({Kind::elif_clause, Kind::else_clause}) && reads(n)) return true;
    if (!m.ask.leaves(arm.child(Field::consequence))) return false;
    for (Node n = arm.next_sibling(); n && left > 0; n = n.next_sibling()) {
        const Node target = n.is(Kind::expression_statement) ? n.child(0u).child(Field::left) : Node();
        if (target && same_code(target, x)) return false;
        if (reads(n)) return true;
    }
    return false;
}

}  // namespace

Verdict bool_comparison(const Match& m) {
    if (bool_comparison_in_query(m.at)) return silent;
    if (m.index() == 4) {  // a chain: `a == True != b`
        if (m.at.child_count() < 3) return silent;
        bool equality = false, literal = false;
        for (Node t : m.at.tokens()) {
            equality = equality || t.is_any({Kind::op_eq_eq, Kind::op_bang_eq});
            literal = literal || (t.named() && bool_comparison_literal(t));
        }
        if (!equality || !literal) return silent;
        return found(m.at, "a comparison with `True` or `False` in a chain: test the values directly");
    }
    bool negative = m.index() % 2 == 1;
    Node x = m["x"];
    // `is True` may distinguish the default from what callers pass.
    if (const Binding* binding = m.ask.binding(x); m.index() >= 2 && binding && (binding->flags & Binding::parameter))
        if (Node(m.ask.tree(), binding->first_store).parent().is(Kind::default_parameter)) return silent;
    if (bool_comparison_told_apart(m.at, x) || bool_comparison_stored(m, x)) return silent;
    // `options.get("color") != False`: without an item it is None, which is false as well.
    if (m.index() < 2 && bool_comparison_with_false(m.at)) {
        const Node function = x.child(Field::function);
        const bool get = x.is(Kind::call) && function.is(Kind::attribute) &&
                         function.child(Field::attribute).text() == "get" && x.child(Field::arguments).has_children(1);
        if (get || (m.ask.type(x).known() && m.ask.type(x).maybe(Type::none))) return silent;
    }
    if (negative && bool_comparison_literal(x)) return silent;  // `True == False`: the other match has it
    if (bool_comparison_other_value(unparenthesized(x)) && !bool_comparison_literal(x)) return silent;  // `True == ""`
    bool plain = boolean_context(m.at) || m.ask.type(x).only(Type::bool_);
    std::string_view code = negative ? "not $x" : plain ? "$x" : "bool($x)";
    if (bool_comparison_in_row(m, x)) return silent;
    Edits edits(m);
    if (!m.ask.type(x).only(Type::bool_) && (bool_comparison_three_ways(m, x) || bool_comparison_read_on(m, x))) {
        if (m.index() >= 2) return silent;
        return found(m.span, m.message("this chain also handles other values: compare with `is True` and `is False`"));
    }
    if (code == "$x")
        edits.replace(m.span, code_for(x, required_precedence(m.at), inside_brackets(m.at)));
    else
        edits.rewrite(code);
    return found(m.span, edits,
                 m.message(negative ? "comparison with a `bool`: write `not $x`"
                           : plain  ? "comparison with a `bool`: write `$x`"
                                    : "comparison with a `bool`: write `bool($x)`"));
}

}  // namespace zen::rules
