// Does a function store to a module name in capitals, or change its object in a way that no registry needs?
#include <algorithm>
#include <span>

#include "rule.h"

namespace zen::rules {

namespace {

bool constant_mutated_name(std::string_view name) {
    bool letter = false;
    for (char c : name) {
        if (c >= 'a' && c <= 'z') return false;
        letter = letter || (c >= 'A' && c <= 'Z');
    }
    return letter && name.size() > 1 && name[0] != '_';
}

// Is it a name of the module whose first value is a literal that says something?
Node constant_mutated_first(const Match& m, Node name, bool filled) {
    const Binding* binding = m.ask.binding(name);
    if (!binding || binding->scope != 0 || (binding->flags & (Binding::import | Binding::loop_target))) return {};
    Node first(m.ask.tree(), binding->first_store), assignment = first.parent();
    if (m.ask.enclosing_function(first) || !assignment.is(Kind::assignment)) return {};
    Node value = assignment.child(Field::right);
    if (!value || value.is(Kind::none)) return {};
    if (filled && (!value.is_any({Kind::list, Kind::dictionary, Kind::set}) || value.has_children(0))) return {};
    return first;
}

}  // namespace

Verdict constant_mutated(const Match& m) {
    if (!m.ask.enclosing_function(m.at)) return silent;
    if (m.index() == 0) {
        for (Node name : m.at.children()) {
            if (!name.is(Kind::identifier) || !constant_mutated_name(name.text())) continue;
            auto id = m.ask.lookup(name.text(), Node(m.ask.tree(), 0));
            if (!id) continue;
            Node first = constant_mutated_first(m, Node(m.ask.tree(), m.ask.bindings()[*id].first_store), false);
            if (!first) continue;
            std::span<const Reference* const> uses = m.ask.references_of(*id);  // in reading order
            auto at = std::ranges::lower_bound(uses, m.at.id(), {}, [](const Reference* r) { return r->node; });
            NodeId end = m.ask.enclosing_function(m.at).record().next;
            for (; at != uses.end() && (*at)->node < end; ++at)
                if ((*at)->writes())
                    return found(
                               m.at,
                               m.message(
                                   "`$name` is named like a constant, and the function assigns to it: return the value",
                                   {{"name", name.text()}}))
                        .related(first.span(), "the constant");
        }
        return silent;
    }
    Node name = m.at.child(Field::function).child(Field::object);
    if (!name.is(Kind::identifier) || !constant_mutated_name(name.text())) return silent;
    Node first = constant_mutated_first(m, name, true);
    if (!first) return silent;
    return found(m.at, m.message("`$name` is named like a constant, and the function changes it: create a new object",
                                 {{"name", name.text()}}))
        .related(first.span(), "the constant");
}

}  // namespace zen::rules
