#include "engine/fixing/unbound_reads.h"

#include <algorithm>

#include "semantics/ascent.h"
#include "semantics/flow/missing.h"
#include "text/formatted.h"

namespace zen {
namespace {

// Only an import that never runs binds it.
bool bound_for_types_only(const Model& model, const Binding& b) {
    return (b.flags & Binding::import) && b.stores == 1 && under_type_checking(Node(model.tree(), b.first_store));
}

// In a module or class body, only a binding that stands above it has run; loops are left to the checks of values.
bool bound_further_down(const Model& model, const Reference& r, const Binding& b) {
    return (b.flags & (Binding::definition | Binding::import | Binding::other_store)) && read_too_early(model, r, b);
}

}  // namespace

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
