#include "engine/fixing/mentions.h"

#include <algorithm>

namespace zen {
namespace {

// What the replaced code of one fix says by a name.
struct Mention {
    std::vector<const Reference*> references;
    bool stores = false;
};

// Does anything ask for the values of the binding: code of this file, or, for a name of a module or class that is
// not private, perhaps other files? What nobody asks for, as `_` mostly, several may store.
bool asked_for(const NameChanges& c, BindingId id) {
    const Binding& b = c.after.bindings()[id];
    const Scope::Sort sort = c.after.scopes()[b.scope].sort;
    if (sort == Scope::class_ || (sort == Scope::module && !c.after.name(b.name).starts_with('_'))) return true;
    return std::ranges::any_of(c.after.references_of(id), [](const Reference* r) {
        return r->reads() || r->access == Access::del || r->access == Access::declare;
    });
}

// Names that Python puts into every module.
bool special(std::string_view name) {
    return name.starts_with("__") && name.ends_with("__");
}

// Does the code as it is read the name without binding it, as an example may?
bool read_unbound(const NameChanges& c, std::string_view name) {
    return std::ranges::any_of(c.before.references(), [&](const Reference& r) {
        return r.binding == no_id && r.access == Access::load && name_of(c.before, r) == name;
    });
}

void check_mention(NameChanges& c, std::uint32_t fix, std::uint32_t edit, const Reference& r, const Mention& said,
                   bool star_import) {
    std::string_view name = name_of(c.after, r);
    auto blame = [&](std::string_view what) { c.breach({fix}, name, what, Node(c.after.tree(), r.node).start()); };
    auto meant = [&](BindingId old_binding) {
        return std::ranges::any_of(said.references, [&](const Reference* o) { return o->binding == old_binding; });
    };
    // The name of `x = …` around the edit says nothing of what the edit reads in a comprehension of its own `x`, nor a
    // parameter of its annotation.
    auto outside = [&](const Reference* o) {
        return !c.map.holding_before(Node(c.before.tree(), o->node).span()).has_value();
    };
    if (r.binding == no_id) {
        if (r.access != Access::load) return;
        if (!said.references.empty()) {
            const bool seen =
                std::ranges::all_of(said.references, outside) && !c.before.lookup(name, c.place_before(edit));
            if (!meant(no_id) && !seen) blame("meant a binding, and means none in the fix");
        } else if (auto hidden = c.before.lookup(name, c.place_before(edit)); hidden && !star_import) {
            blame("is not the name that the code has");
        } else if (!star_import && !c.after.names_builtin(name) && !special(name) && !read_unbound(c, name)) {
            blame("is not bound in the fix");
        }
        return;
    }
    const Binding& bound = c.after.bindings()[r.binding];
    if (bound.flags & (Binding::type_parameter | Binding::implicit)) return;
    BindingId counterpart = c.counterpart_of(r.binding);
    if (counterpart != no_id) {
        if (!said.references.empty()) {
            // A parameter of a lambda that goes away hides the module no more.
            auto gone = [&](const Reference* o) {
                return o->binding != no_id && c.scopes->after[c.before.bindings()[o->binding].scope] == no_id;
            };
            bool seen = r.access == Access::load &&
                        ((bound.flags & Binding::import && std::ranges::all_of(said.references, gone)) ||
                         std::ranges::all_of(said.references, outside)) &&
                        c.before.lookup(name, c.place_before(edit)) == counterpart;
            if (!meant(counterpart) && !seen) blame("means another binding in the fix");
        } else if (r.access == Access::load) {
            if (c.before.lookup(name, c.place_before(edit)) != counterpart) blame("means a binding out of reach");
        } else if (r.access == Access::store && asked_for(c, r.binding)) {
            blame("is bound by the fix, and by other code");
        }
        return;
    }
    // The old binding of a name that was stored, in a scope that goes on, has other code to serve: a comprehension may
    // take the name.
    if (said.references.empty() || said.stores) return;
    if (bound.flags & Binding::import && meant(no_id) && !c.before.names_builtin(name)) return;
    // The replaced code only read the name: that is not what binds it here.
    if (std::ranges::all_of(said.references, [&](const Reference* o) {
            return o->binding == no_id || c.scopes->after[c.before.bindings()[o->binding].scope] != no_id;
        }))
        blame("is captured by a name of the fix");
}

// A fix may read what an import binds while another fix removes an import of that name, which nothing read before.
void check_removed_imports(NameChanges& c) {
    std::unordered_map<BindingId, Fixes> removing;  // edits
    for (std::uint32_t e = 0; e < c.before_in.size(); ++e)
        for (const Reference* r : c.before_in[e])
            if (r->access == Access::store && r->binding != no_id &&
                (c.before.bindings()[r->binding].flags & Binding::import) &&
                std::ranges::none_of(c.after_in[e], [&](const Reference* now) {
                    return now->access == Access::store && name_of(c.after, *now) == name_of(c.before, *r);
                }))
                removing[r->binding].push_back(e);
    if (removing.empty()) return;
    for (std::uint32_t e = 0; e < c.after_in.size(); ++e)
        for (const Reference* r : c.after_in[e]) {
            if (r->binding == no_id || r->access != Access::load) continue;
            const auto removed = removing.find(c.counterpart_of(r->binding));
            if (removed == removing.end()) continue;
            for (std::uint32_t other : removed->second) {
                Fixes both = c.round.owners[e];
                add_fixes(both, c.round.owners[other]);
                if (both.size() > c.round.owners[e].size())
                    c.breach(both, name_of(c.after, *r), "is read by one fix, and its import removed by another");
            }
        }
}

}  // namespace

void check_mentions(NameChanges& c) {
    check_removed_imports(c);
    std::map<std::uint32_t, Fixes> edits_of;  // by fix
    for (std::uint32_t e = 0; e < c.round.owners.size(); ++e)
        for (std::uint32_t f : c.round.owners[e]) edits_of[f].push_back(e);
    const bool star_import = c.before.tree().text.find("import *") != std::string_view::npos;
    for (const auto& [fix, edits] : edits_of) {
        std::unordered_map<std::string_view, Mention> said;
        for (std::uint32_t e : edits)
            for (const Reference* r : c.before_in[e]) {
                Mention& m = said[name_of(c.before, *r)];
                m.references.push_back(r);
                m.stores |= r->access != Access::load;
            }
        for (std::uint32_t e : edits)
            for (const Reference* r : c.after_in[e]) {
                auto known = said.find(name_of(c.after, *r));
                check_mention(c, fix, e, *r, known == said.end() ? Mention() : known->second, star_import);
            }
    }
}

}  // namespace zen
