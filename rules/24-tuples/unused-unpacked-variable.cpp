// A name of an unpacked target that nothing in the function reads.
#include "rule.h"

namespace zen::rules {

namespace {

bool unused_unpacked_variable_nested(Node up) {
    return up.is_any({Kind::pattern_list, Kind::tuple_pattern, Kind::list_pattern, Kind::list_splat_pattern,
                      Kind::tuple, Kind::list_splat});
}

}  // namespace

Verdict unused_unpacked_variable(const Match& m) {
    const Node up = m.at.parent();
    if (unused_unpacked_variable_nested(up) || up.is_any({Kind::for_statement, Kind::for_in_clause})) return silent;
    // `a, b = 1, 2` is two assignments, of which one can go.
    const bool several = unparenthesized(up.child(Field::right)).is_any({Kind::tuple, Kind::expression_list});
    if (several != (m.index() == 1)) return silent;
    if (!m.ask.enclosing_function(m.at)) return silent;
    for (Node n : m.at.descendants()) {
        if (!n.is(Kind::identifier) || !unused_unpacked_variable_nested(n.parent()) || n.text().starts_with('_'))
            continue;
        const Binding* binding = m.ask.binding(n);
        if (several && n.parent() != m.at) continue;  // `first, *rest = 1, 2, 3` gathers values
        if (!binding || m.ask.scopes()[binding->scope].sort != Scope::function || binding->stores != 1 ||
            (binding->flags & (Binding::global_declared | Binding::nonlocal_declared | Binding::deleted)))
            continue;
        const auto id = static_cast<BindingId>(binding - m.ask.bindings().data());
        if (m.ask.references_of(id).size() != 1 || m.ask.references_of(id)[0]->reads()) continue;
        if (looked_up_by_name(m.ask, *binding)) continue;
        Edits edits(m);
        if (several) {
            edits.give_up();
        } else {
            edits.replace(n.span(), "_" + std::string(n.text()));
        }
        return found(n, std::move(edits),
                     m.message(several ? "`$x` is assigned but never used: remove it with its value"
                                       : "`$x` is never used: name it `_$x`",
                               {{"x", std::string(n.text())}}));
    }
    return silent;
}

}  // namespace zen::rules
