#include "engine/fixing/unbound_reads.h"

#include <algorithm>

#include "semantics/ascent.h"
#include "text/formatted.h"

namespace zen {
namespace {

// Only an import that never runs binds it.
bool bound_for_types_only(const Model& model, const Binding& b) {
    return (b.flags & Binding::import) && b.stores == 1 && under_type_checking(Node(model.tree(), b.first_store));
}

// Does code of the scope run where it stands, as that of a class body does, up to the scope of the binding?
bool runs_at_once(const Model& model, ScopeId scope, ScopeId outer) {
    for (; scope != outer; scope = model.scopes()[scope].parent) {
        const Scope::Sort sort = model.scopes()[scope].sort;
        if (scope == 0 || (sort != Scope::class_ && sort != Scope::comprehension)) return false;
    }
    return true;
}

// In a loop, the test of a `while` included, where code below may have run.
bool in_loop(Node read) {
    for (Node n = read; n; n = n.parent())
        if (n.is_any({Kind::while_statement, Kind::for_statement})) return true;
    return false;
}

// In a module or class body, only a binding that stands above it has run; loops are left to the checks of values.
bool bound_further_down(const Model& model, const Reference& r, const Binding& b) {
    return (b.flags & (Binding::definition | Binding::import | Binding::other_store)) && read_too_early(model, r, b);
}

}  // namespace

bool read_too_early(const Model& model, const Reference& r, const Binding& b) {
    const Node read(model.tree(), r.node), store(model.tree(), b.first_store);
    return !(b.flags & Binding::parameter) && store.start() > read.end() && statement_of(store) != statement_of(read) &&
           runs_at_once(model, r.scope, b.scope) && !in_loop(read);
}

void find_unbound_reads(NameChanges& c) {
    for (std::uint32_t e = 0; e < c.after_in.size(); ++e) {
        for (const Reference* r : c.after_in[e]) {
            if (r->binding == no_id || r->access != Access::load || r->annotation) continue;
            const Binding& b = c.after.bindings()[r->binding];
            const bool for_types = bound_for_types_only(c.after, b);
            if (!for_types && !bound_further_down(c.after, *r, b)) continue;
            const Node read(c.after.tree(), r->node);
            const std::string_view name = name_of(c.after, *r);
            // As it was: the code that the edit replaces read it at the same time.
            if (std::ranges::any_of(c.before_in[e], [&](const Reference* old) {
                    return old->access == Access::load && !old->annotation && name_of(c.before, *old) == name &&
                           (for_types || (old->binding != no_id &&
                                          bound_further_down(c.before, *old, c.before.bindings()[old->binding])));
                }))
                continue;
            if (for_types && under_type_checking(read)) continue;
            const std::string what = for_types ? formatted("`{}` is imported for type checkers only", name)
                                               : formatted("`{}` is bound further down", name);
            for (std::uint32_t owner : c.round.owners[e]) c.out.push_back({{owner}, what, 0, true});
        }
    }
}

}  // namespace zen
