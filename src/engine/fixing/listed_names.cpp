#include "engine/fixing/listed_names.h"

#include <set>

#include "semantics/flow/listing.h"
#include "text/formatted.h"

namespace zen {
namespace {

std::set<std::string_view> names_in(const Model& model, ScopeId scope) {
    std::set<std::string_view> out;
    for (const Binding& b : model.bindings())
        if (b.scope == scope && b.stores && !(b.flags & Binding::implicit)) out.insert(model.name(b.name));
    return out;
}

}  // namespace

void find_changed_listings(NameChanges& c, const ScopePairs& scopes) {
    for (ScopeId was : listed_scopes(c.before)) {
        const ScopeId is = scopes.after[was];
        if (is == no_id) continue;
        const auto names_before = names_in(c.before, was), names_after = names_in(c.after, is);
        auto check = [&](std::string_view name, NamesRead least, std::string_view what) {
            if (names_read(c.before, was, name) < least) return;
            const std::uint32_t place = Node(c.after.tree(), c.after.scopes()[is].node).start();
            c.out.push_back({c.suspects(name, place), formatted("`{}` {}", name, what), 0, true});
        };
        for (std::string_view name : names_before)
            if (!names_after.contains(name)) check(name, NamesRead::looked_up, "is looked up by its name");
        for (std::string_view name : names_after)
            if (!names_before.contains(name)) check(name, NamesRead::listed, "would be listed");
    }
}

}  // namespace zen
