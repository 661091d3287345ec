#include "engine/fixing/async_generators.h"

#include <algorithm>

#include "engine/matching/evaluation.h"

namespace zen {
namespace {

// The generator expression for each item of which the `await` runs; none if it runs in other code.
Node generator_of(const Model& model, Node await) {
    Node around = comprehension_of(model, await);
    while (around && !around.is(Kind::generator_expression)) around = comprehension_of(model, around);
    return around;
}

}  // namespace

void find_async_generators(const Model& after, const EditMap& map, const RoundEdits& round, std::vector<Breach>& out) {
    const Tree& tree = after.tree();
    for (NodeId id = 0; id < tree.nodes.size(); ++id) {
        if (tree.nodes[id].kind != Kind::await) continue;
        const Node await(tree, id);
        const Node keyword = *await.tokens().begin();
        const auto edit = map.holding_after(keyword.span());
        const Node generator = edit ? generator_of(after, await) : Node();
        // One that the fix writes as a whole is meant to be asynchronous; one that was so stays it.
        if (!generator || map.after(*edit).contains(generator.span())) continue;
        const bool before = std::ranges::any_of(generator.descendants(), [&](Node n) {
            return n.is(Kind::await) && generator_of(after, n) == generator &&
                   !map.holding_after((*n.tokens().begin()).span());
        });
        if (!before)
            out.push_back(
                {round.owners[*edit], "`await` makes an asynchronous generator of the generator expression around it"});
    }
}

}  // namespace zen
