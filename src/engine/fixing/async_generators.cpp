#include "engine/fixing/async_generators.h"

#include <algorithm>

namespace zen {
namespace {

// The generator expression for each item of which the `await` runs; none if it runs in other code.
Node generator_of(Node await) {
    for (Node n = await, up = n.parent(); up && !is_statement(up.kind()) && !is_function(up.kind());
         n = up, up = up.parent()) {
        if (up.is(Kind::generator_expression)) {
            // What the first `for` iterates over is evaluated outside.
            const auto parts = up.children();
            const auto first = std::ranges::find_if(parts, [](Node c) { return c.is(Kind::for_in_clause); });
            const bool outside = first != parts.end() && n == *first && await.within((*first).child(Field::right));
            if (!outside) return up;
        }
    }
    return {};
}

}  // namespace

void find_async_generators(const Model& after, const EditMap& map, const RoundEdits& round, std::vector<Breach>& out) {
    const Tree& tree = after.tree();
    for (NodeId id = 0; id < tree.nodes.size(); ++id) {
        if (tree.nodes[id].kind != Kind::await) continue;
        const Node await(tree, id);
        const Node keyword = *await.tokens().begin();
        const auto edit = map.holding_after(keyword.span());
        const Node generator = edit ? generator_of(await) : Node();
        // One that the fix writes as a whole is meant to be asynchronous; one that was so stays it.
        if (!generator || map.after(*edit).contains(generator.span())) continue;
        const bool before = std::ranges::any_of(generator.descendants(), [&](Node n) {
            return n.is(Kind::await) && generator_of(n) == generator &&
                   !map.holding_after((*n.tokens().begin()).span());
        });
        if (!before)
            out.push_back(
                {round.owners[*edit], "`await` makes an asynchronous generator of the generator expression around it"});
    }
}

}  // namespace zen
