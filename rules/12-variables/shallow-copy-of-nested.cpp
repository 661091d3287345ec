// Is the source known to be nested, is the inner level changed through the copy, and is the source read after that?
#include "rule.h"

namespace zen::rules {

namespace {

// A literal or comprehension whose items are containers that can change.
bool shallow_copy_of_nested_value(const Match& m, Node value) {
    value = unparenthesized(value);
    if (value.is_any({Kind::list_comprehension, Kind::dictionary_comprehension})) {
        Node body = value.child(Field::body);
        return m.ask.builds_mutable(body.is(Kind::pair) ? body.child(Field::value) : body);
    }
    if (!value.is_any({Kind::list, Kind::dictionary})) return false;
    for (Node item : value.children())
        if (m.ask.builds_mutable(item.is(Kind::pair) ? item.child(Field::value) : item)) return true;
    return false;
}

}  // namespace

Verdict shallow_copy_of_nested(const Match& m) {
    Node copy = m["copy"], source = m["source"];
    if (!copy.is(Kind::identifier) || !source.is(Kind::identifier)) return silent;
    std::vector<Node> stores = m.ask.definitions(source);
    if (stores.empty() || copy.text() == source.text()) return silent;
    for (Node store : stores)
        if (!store.parent().is(Kind::assignment) ||
            !shallow_copy_of_nested_value(m, store.parent().child(Field::right)))
            return silent;
    Node change;
    for (Node use : m.ask.uses(copy)) {
        Node item = use.parent();
        if (!item.is(Kind::subscript) || item.child(Field::value) != use) continue;
        if (m.ask.stored(item)) return silent;  // a row is replaced: it may be another one that changes below
        if (!change && m.ask.mutated(item, statement_of(use))) change = statement_of(use);
    }
    if (!change || !m.ask.used_after(source, change)) return silent;
    return found(m.span, m.message("`$copy` shares its inner containers with `$source`: use `copy.deepcopy($source)`"))
        .related(change.span(), "this changes both");
}

}  // namespace zen::rules
