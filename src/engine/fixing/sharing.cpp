#include "engine/fixing/sharing.h"

#include <algorithm>
#include <map>

namespace zen {
namespace {

// The fixes whose stores reach the loads in these edits; no_id for those that nobody knows.
Fixes values_from(const NameChanges& c, BindingId binding, const Fixes& edits,
                  const std::map<std::uint32_t, std::uint32_t>& fix_of) {
    Fixes out;
    for (std::uint32_t e : edits)
        for (const Reference* r : c.after_in[e]) {
            if (r->binding != binding || !r->reads()) continue;
            std::vector<Node> stores = c.after.definitions(Node(c.after.tree(), r->node));
            if (stores.empty()) add_fixes(out, {no_id});
            for (Node store : stores)
                if (auto edit = c.map.meeting_after(binder_of(store)); edit && fix_of.contains(*edit))
                    add_fixes(out, {fix_of.at(*edit)});
        }
    return out;
}

Fixes with(Fixes fixes, std::uint32_t one) {
    add_fixes(fixes, {one});
    return fixes;
}

}  // namespace

void check_sharing(NameChanges& c) {
    struct Use {
        const Reference* reference;
        std::uint32_t edit;
    };
    std::map<BindingId, std::vector<Use>> uses;
    for (std::uint32_t e = 0; e < c.after_in.size(); ++e)
        for (const Reference* r : c.after_in[e])
            if (r->binding != no_id) uses[r->binding].push_back({r, e});
    for (const auto& [binding, list] : uses) {
        if (c.counterpart_of(binding) != no_id) continue;
        std::string_view name = c.after.name(c.after.bindings()[binding].name);
        // A fix with the edits of its own that use the name.
        struct Sharer {
            Span hull;
            Fixes edits;
        };
        std::map<std::uint32_t, Sharer> sharers;
        Fixes binders;  // edits
        for (const Use& u : list) {
            if (u.reference->access == Access::store && (binders.empty() || binders.back() != u.edit))
                binders.push_back(u.edit);
            for (std::uint32_t f : c.round.owners[u.edit]) {
                Sharer& s = sharers.try_emplace(f, Sharer{c.map.after(u.edit), {}}).first->second;
                s.hull = {std::min(s.hull.start, c.map.after(u.edit).start),
                          std::max(s.hull.end, c.map.after(u.edit).end)};
                s.edits.push_back(u.edit);
            }
        }
        if (sharers.size() < 2) continue;
        if (binders.size() == 1) {  // an import, for all of them
            for (const auto& [fix, s] : sharers)
                if (!std::ranges::binary_search(c.round.owners[binders[0]], fix))
                    c.breach(with(c.round.owners[binders[0]], fix), name, "is a new name of another fix");
            continue;
        }
        std::vector<std::pair<std::uint32_t, const Sharer*>> order, kept;
        for (const auto& [fix, s] : sharers) order.emplace_back(fix, &s);
        std::ranges::sort(order, {}, [](const auto& o) { return std::pair(o.second->hull.start, o.first); });
        auto clash = [&](std::uint32_t a, std::uint32_t b) {
            c.breach({std::min(a, b), std::max(a, b)}, name, "is a new name of two fixes");
        };
        for (auto [fix, s] : order)
            if (!kept.empty() && s->hull.start < kept.back().second->hull.end)
                clash(kept.back().first, fix);
            else
                kept.emplace_back(fix, s);
        std::map<std::uint32_t, std::uint32_t> fix_of;  // by edit
        for (auto [fix, s] : kept)
            for (std::uint32_t e : s->edits) fix_of[e] = fix;
        for (std::size_t i = 0; i < kept.size(); ++i)
            for (std::uint32_t other : values_from(c, binding, kept[i].second->edits, fix_of))
                if (other != kept[i].first)
                    clash(kept[i].first, other != no_id ? other : kept[i ? 0 : kept.size() - 1].first);
    }
}

}  // namespace zen
