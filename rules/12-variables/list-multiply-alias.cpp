// Rows that are only read do no harm: is one of them changed, or is the list returned or stored?
#include "rule.h"

namespace zen::rules {

namespace {

// Made to be filled in: empty, or a literal repeated.
bool list_multiply_alias_fillable(const Match& m, Node item) {
    if (item.is(Kind::binary_operator)) {
        Node row = unparenthesized(item.child(Field::left)), count = unparenthesized(item.child(Field::right));
        if (!row.is(Kind::list)) std::swap(row, count);
        return row.is(Kind::list) && row.has_children(1) && m.ask.constant(row.child(0u));
    }
    if (item.is(Kind::call)) return item.child(Field::arguments).has_children(0);
    return item.has_children(0) || item.is_any({Kind::list_comprehension, Kind::dictionary_comprehension});
}

bool list_multiply_alias_leaves(Node use) {
    Node place = use.parent();
    if (place.is(Kind::assignment) && place.child(Field::right) == use)
        return place.child(Field::left).is(Kind::attribute);
    while (place.is_any({Kind::expression_list, Kind::tuple, Kind::parenthesized_expression})) place = place.parent();
    return place.is_any({Kind::return_statement, Kind::yield});
}

// Does this use change one of the items: `grid[0][1] = …`, `grid[0].append(…)`, or so through the name of a loop?
bool list_multiply_alias_changes(const Match& m, Node use) {
    Node place = use.parent();
    if (place.is(Kind::subscript) && place.child(Field::value) == use) return m.ask.mutated(place, statement_of(use));
    if (place.is(Kind::for_statement) && place.child(Field::right) == use)
        return place.child(Field::left).is(Kind::identifier) &&
               m.ask.mutated(place.child(Field::left), place.child(Field::body));
    return false;
}

}  // namespace

Verdict list_multiply_alias(const Match& m) {
    Node value = m.at;
    while (value.parent().is_any({Kind::parenthesized_expression, Kind::list_comprehension})) value = value.parent();
    Node place = value.parent();
    bool fillable = list_multiply_alias_fillable(m, m["item"]);
    bool matters = fillable && place.is(Kind::return_statement);
    if (place.is(Kind::assignment) && place.child(Field::right) == value) {
        Node name = place.child(Field::left);
        std::vector<Node> uses = m.ask.uses(name);
        matters = fillable && uses.empty();  // others will see it
        for (Node use : uses)
            matters = matters || (fillable && list_multiply_alias_leaves(use)) || list_multiply_alias_changes(m, use);
    }
    if (!matters) return silent;
    Edits edits(m);
    edits.rewrite("[$item for _ in range($count)]");
    return found(m.span, edits);
}

}  // namespace zen::rules
