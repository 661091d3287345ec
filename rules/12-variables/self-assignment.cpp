// A name that is assigned to itself, alone, in a tuple, or twice in a chain.
#include "rule.h"

namespace zen::rules {

namespace {

// The first name that stands at the same place on both sides.
Node self_assignment_same(Node target, Node value) {
    target = unparenthesized(target), value = unparenthesized(value);
    if (target.is(Kind::identifier) && value.is(Kind::identifier) && target.text() == value.text()) return target;
    if (!target.is_any({Kind::pattern_list, Kind::tuple_pattern, Kind::list_pattern, Kind::tuple})) return {};
    if (!value.is_any(
            {Kind::expression_list, Kind::tuple, Kind::pattern_list, Kind::tuple_pattern, Kind::list_pattern}))
        return {};
    std::vector<Node> left = target.children().list(), right = value.children().list();
    if (left.size() != right.size()) return {};
    for (std::size_t i = 0; i < left.size(); ++i)
        if (Node same = self_assignment_same(left[i], right[i])) return same;
    return {};
}

}  // namespace

Verdict self_assignment(const Match& m) {
    if (m.at.parent().is(Kind::assignment)) return silent;  // the chain's first decides
    const Node target = m.at.child(Field::left);
    Node value = m.at.child(Field::right);
    if (!value.is(Kind::assignment) && !self_assignment_same(target, value)) return silent_for_all;
    std::vector<Node> sides{target};
    for (; value.is(Kind::assignment) && sides.size() < 20; value = value.child(Field::right))
        sides.push_back(value.child(Field::left));
    if (!value || value.is(Kind::assignment)) return silent;
    sides.push_back(value);
    Scope::Sort scope = m.ask.scopes()[m.ask.scope_of(m.at)].sort;
    if (scope == Scope::class_) return silent;
    // `else: unicode = unicode` says that the other branch has another value.
    if (scope == Scope::module && m.at.parent().parent().is(Kind::block)) return silent;
    for (std::size_t i = 0; i + 1 < sides.size(); ++i)
        for (std::size_t j = i + 1; j < sides.size(); ++j) {
            Node same = self_assignment_same(sides[i], sides[j]);
            if (!same || (scope == Scope::module && m.ask.names_builtin(same.text()))) continue;
            // An imported name that is made part of the module.
            const Binding* binding = scope == Scope::module ? m.ask.binding(same) : nullptr;
            Node first = binding && binding->first_store != no_id ? Node(m.ask.tree(), binding->first_store) : Node();
            while (first && !is_statement(first.kind())) first = first.parent();
            if (first.is_any({Kind::import_statement, Kind::import_from_statement})) continue;
            // `first, rest = read(first), rest`: the other names change, and the row stays complete.
            const bool partly = sides[i].is_any({Kind::pattern_list, Kind::tuple_pattern}) &&
                                !same_code(unparenthesized(sides[i]), unparenthesized(sides[j])) &&
                                sides[i].text() != sides[j].text();
            if (partly != (m.index() == 1)) return silent;
            if (j + 1 < sides.size())  // both are targets
                return found(m.span, m.message("`$name` is assigned twice in this statement: write it once",
                                               {{"name", same.text()}}));
            return found(m.span,
                         m.message("`$name = $name` has no effect: assign another value, or remove the statement",
                                   {{"name", same.text()}}));
        }
    return silent;
}

}  // namespace zen::rules
