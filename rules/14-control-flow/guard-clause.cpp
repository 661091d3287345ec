// Is the `if` the last statement of its function or loop, or does its `else` only raise, return, continue or break?
#include "rule.h"

namespace zen::rules {

namespace {

std::size_t guard_clause_size(Node block) {
    std::size_t count = 0;
    for (Node n : block.descendants()) count += is_statement(n.kind());
    return count;
}

std::string guard_clause_denied(const Model& model, Node c) {
    c = unparenthesized(c);
    if (c.is(Kind::not_operator)) return code_for(unparenthesized(c.last_child()), not_level, false);
    if (c.is(Kind::boolean_operator)) {
        // A denial inside turns into a plain test, and `and` into `or`.
        Node left = unparenthesized(c.child(Field::left)), right = unparenthesized(c.child(Field::right));
        bool both = c.child(Field::operator_).is(Kind::kw_and),
             denial = left.is(Kind::not_operator) || right.is(Kind::not_operator);
        if (denial && !left.is(Kind::boolean_operator) && !right.is(Kind::boolean_operator))
            return guard_clause_denied(model, left) + (both ? " or " : " and ") + guard_clause_denied(model, right);
    }
    const auto [left, op, right] = sole_comparison(c);
    // Of two sets, neither may hold the other.
    constexpr auto sets = Type::set | Type::frozenset;
    const bool partly = op && (model.type(left).only(sets) || model.type(right).only(sets));
    if (const std::string_view other = opposite(op.kind(), !partly); !other.empty())
        return formatted("{} {} {}", left.text(), other, right.text());
    return "not " + code_for(c, not_level, false);
}

// Is what `guard_clause_denied` writes true exactly where the condition is false? `not` is always exact, and so are the
// opposites of `is` and `in`; those of `==` and `<` for builtin classes that have the order which the names promise.
bool guard_clause_denied_exactly(const Model& model, Node c) {
    c = unparenthesized(c);
    if (c.is(Kind::boolean_operator)) {
        Node left = unparenthesized(c.child(Field::left)), right = unparenthesized(c.child(Field::right));
        return guard_clause_denied_exactly(model, left) && guard_clause_denied_exactly(model, right);
    }
    const auto [left, op, right] = sole_comparison(c);
    if (!op || op.is_any({Kind::kw_is, Kind::kw_is_not, Kind::kw_in, Kind::kw_not_in})) return true;
    const Type a = model.type(left), b = model.type(right);
    auto plain = [](const Type& t) { return t.known() && !(t.bits & Type::instance); };
    if (op.is_any({Kind::op_eq_eq, Kind::op_bang_eq})) return plain(a) && plain(b);
    constexpr auto whole = Type::int_ | Type::bool_;
    return (a.only(whole) && b.only(whole)) || (a.only(Type::str) && b.only(Type::str));
}

// `return` or `continue`, where the `if` is all that a function or a loop does; else empty.
std::string_view guard_clause_way_out(const Match& m) {
    Node block = m.at.parent(), owner = block.parent();
    if (m.at.next_sibling() || !block.is(Kind::block)) return "";
    std::size_t before = 0;
    bool first = true;
    for (Node n : block.children()) {
        if (n == m.at) break;
        bool docstring = first && n.is(Kind::expression_statement) && n.child(0u).is(Kind::string);
        first = false;
        if (n.is_any({Kind::if_statement, Kind::for_statement, Kind::while_statement, Kind::with_statement,
                      Kind::try_statement, Kind::match_statement, Kind::function_definition, Kind::class_definition,
                      Kind::decorated_definition}))
            return "";
        before += !docstring;
    }
    if (before > 2) return "";
    if (owner.is_any({Kind::for_statement, Kind::while_statement}) && owner.child(Field::body) == block)
        return "continue";
    if (!owner.is(Kind::function_definition)) return "";
    for (Node n : block.descendants())
        if (n.is(Kind::return_statement) && n.child_count() && m.ask.enclosing_function(n) == owner)
            return "return None";
    return "return";
}

}  // namespace

Verdict guard_clause(const Match& m) {
    Node c = m.at.child(Field::condition), body = m.at.child(Field::consequence),
         alternative = m.at.child(Field::alternative);
    Node first = body.child(0u);
    if (guard_clause_size(body) < static_cast<std::size_t>(m.option_number("statements")) || !first ||
        !opens_line(first))
        return silent;
    if (c.text().find('\n') != std::string_view::npos) return silent;
    const Tree& tree = m.ask.tree();
    std::string denied = formatted("if {}:", guard_clause_denied(m.ask, c)), leave;
    std::string_view inner = indentation(first), outer = indentation(m.at);
    Edits edits(m);
    Span lines = whole_lines(tree, body.span());
    if (!alternative) {
        std::string_view way = guard_clause_way_out(m);
        if (way.empty()) return silent;
        leave = way;
    } else {
        Node other = alternative.child(Field::body), only = other.child(0u);
        if (!alternative.is(Kind::else_clause) || !other.has_children(1) || m.ask.leaves(body)) return silent;
        if (!only.is_any(
                {Kind::raise_statement, Kind::return_statement, Kind::continue_statement, Kind::break_statement}) ||
            !opens_line(only))
            return silent;
        if (m.ask.has_comment(alternative.span())) edits.give_up();
        leave = only.text();
        Span gone{whole_lines(tree, {alternative.start(), alternative.start()}).start,
                  whole_lines(tree, alternative.span()).end};
        lines.end = std::min(lines.end, gone.start);
        edits.replace(gone, "");
    }
    Node colon = c;
    while (colon.is(Kind::nothing) == false && !colon.is(Kind::op_colon)) {
        NodeId next = colon.record().next;
        colon = next < tree.nodes.size() ? Node(tree, next) : Node();
    }
    if (!colon) return silent;
    Span head{m.at.start(), colon.end()};
    edits.replace(head, formatted("{}\n{}{}", denied, inner, leave));
    edits.shift({whole_lines(tree, head).end, lines.end}, inner, outer);
    return found(head, edits,
                 m.message("the rest of the block is inside this `if`: write `$code` first",
                           {{"code", short_code(formatted("{} {}", denied, leave), 50)}}))
        .unsafe(!guard_clause_denied_exactly(m.ask, c));
}

}  // namespace zen::rules
