// From the names of a loop to the first place below the loop that reads one of them.
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

// Does the loop certainly run: over a literal with items, or a range of constants?
bool loop_variable_after_loop_runs(const Match& m, Node items) {
    items = unparenthesized(items);
    if (items.is_any({Kind::tuple, Kind::list, Kind::set, Kind::dictionary, Kind::expression_list}))
        return !items.has_children(0);
    if (items.is_any({Kind::string, Kind::concatenated_string})) return items.text().size() > 2;
    if (items.is_any({Kind::list_comprehension, Kind::set_comprehension})) return true;
    if (!items.is(Kind::call)) return false;
    if (m.ask.means(items.child(Field::function), "range"))
        return m.ask.constant(items.child(Field::arguments).last_child());
    if (m.ask.means(items.child(Field::function), "enumerate"))
        return loop_variable_after_loop_runs(m, items.child(Field::arguments).child(0u));
    return false;
}

// Is the place in a branch that runs only if there are items?
bool loop_variable_after_loop_tested(Node use, Node loop) {
    for (Node up = use.parent(); up && !loop.within(up); up = up.parent())
        for (Node n : up.child(Field::condition).descendants())
            if (same_code(n, loop.child(Field::right))) return true;
    return false;
}

}  // namespace

Verdict loop_variable_after_loop(const Match& m) {
    const Node items = m.at.child(Field::right);
    if (loop_variable_after_loop_runs(m, items)) return silent;
    if (const Node otherwise = m.at.child(Field::alternative); otherwise && m.ask.leaves(otherwise.child(Field::body)))
        return silent;
    Node first;
    for (Node name : m.at.child(Field::left).descendants()) {
        const Binding* binding = name.is(Kind::identifier) ? m.ask.binding(name) : nullptr;
        if (!binding || binding->stores != 1 || binding->first_store != name.id()) continue;
        if (binding->flags & (Binding::parameter | Binding::global_declared | Binding::nonlocal_declared)) continue;
        const auto references = m.ask.references_of(m.ask.reference(name)->binding);
        if (std::ranges::any_of(references, [&](const Reference* r) { return r->scope != binding->scope; })) continue;
        for (const Reference* r : references) {
            const Node use(m.ask.tree(), r->node);
            if (use.start() < m.at.end() || r->access != Access::load) continue;
            if (!loop_variable_after_loop_tested(use, m.at) && (!first || use.start() < first.start())) first = use;
            break;
        }
    }
    if (!first) return silent;
    return found(first, m.message("`$x` has no value here if `$items` is empty: assign one before the loop",
                                  {{"x", first.text()}, {"items", short_code(items.text(), 40)}}))
        .related(m.at.child(Field::left).span(), "assigned here");
}

}  // namespace zen::rules
