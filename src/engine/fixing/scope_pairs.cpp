#include "engine/fixing/scope_pairs.h"

#include <unordered_map>

namespace zen {

ScopePairs::ScopePairs(const Model& old_model, const Model& new_model, const EditMap& map,
                       std::span<const ReferencePair> pairs)
    : after(old_model.scopes().size(), no_id), before(new_model.scopes().size(), no_id) {
    auto join = [&](ScopeId old_scope, ScopeId new_scope) {
        after[old_scope] = new_scope;
        before[new_scope] = old_scope;
    };
    auto key = [](std::uint32_t start, Scope::Sort sort) { return std::uint64_t{start} << 3 | sort; };
    std::unordered_map<std::uint64_t, ScopeId> by_place;
    for (ScopeId s = 1; s < before.size(); ++s) {
        const Scope& scope = new_model.scopes()[s];
        by_place.try_emplace(key(Node(new_model.tree(), scope.node).start(), scope.sort), s);
    }
    join(0, 0);
    for (ScopeId s = 1; s < after.size(); ++s) {
        const Scope& scope = old_model.scopes()[s];
        std::uint32_t start = Node(old_model.tree(), scope.node).start();
        if (map.holding_before({start, start + 1})) continue;
        auto there = by_place.find(key(map.moved(start), scope.sort));
        if (there != by_place.end() && before[there->second] == no_id) join(s, there->second);
    }
    for (const ReferencePair& p : pairs) {
        ScopeId was = p.before->scope, is = p.after->scope;
        if (after[was] == no_id && before[is] == no_id && old_model.scopes()[was].sort == new_model.scopes()[is].sort)
            join(was, is);
    }
}

}  // namespace zen
