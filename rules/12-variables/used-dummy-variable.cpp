// A local named `_x` that is read; the new name is `x`, or `x_` where that has a meaning already.
#include "rule.h"

namespace zen::rules {

Verdict used_dummy_variable(const Match& m) {
    Node place = m.at;
    if (m.at.is_any({Kind::assignment, Kind::for_statement, Kind::for_in_clause})) place = m.at.child(Field::left);
    if (m.at.is(Kind::named_expression)) place = m.at.child(Field::name);
    for (Node n : place.descendants()) {
        if (!n.is(Kind::identifier) || !n.text().starts_with('_') || n.text().size() < 2) continue;
        std::string_view bare = n.text().substr(1);
        if (bare.starts_with('_') || bare.ends_with('_') || (bare[0] >= '0' && bare[0] <= '9')) continue;
        const Reference* r = m.ask.reference(n);
        const Binding* binding = r && r->access == Access::store ? m.ask.binding(n) : nullptr;
        if (!binding || binding->first_store != n.id()) continue;
        constexpr auto elsewhere =
            Binding::global_declared | Binding::nonlocal_declared | Binding::parameter | Binding::import;
        Scope::Sort sort = m.ask.scopes()[binding->scope].sort;
        if ((sort != Scope::function && sort != Scope::comprehension) || (binding->flags & elsewhere)) continue;
        std::vector<Node> mentions;
        bool read = false;
        for (const Reference* use : m.ask.references_of(r->binding)) {
            mentions.push_back(Node(m.ask.tree(), use->node));
            read = read || use->access == Access::load;
        }
        if (!read) continue;
        std::string name = m.ask.names_builtin(bare) ? std::string(bare) + "_" : std::string(bare);
        std::string fresh = m.ask.fresh(name, n);
        Edits edits(m);
        for (Node mention : mentions) edits.replace(mention.span(), fresh);
        std::string message =
            m.message("`$name` is named as unused, but is read: name it `$new`", {{"name", n.text()}, {"new", fresh}});
        if (fresh != name) return found(n, message);
        return found(n.span(), edits, message);
    }
    return silent;
}

}  // namespace zen::rules
