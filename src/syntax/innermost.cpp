#include "syntax/innermost.h"

#include <algorithm>

namespace zen {

Node innermost(const Tree& tree, std::uint32_t at) {
    auto it = std::ranges::upper_bound(tree.nodes, at, {}, [](const NodeRecord& n) { return n.start; });
    NodeId id = it == tree.nodes.begin() ? 0 : static_cast<NodeId>(it - tree.nodes.begin() - 1);
    while (id != 0 && tree.nodes[id].end <= at) id = tree.nodes[id].parent;
    return {tree, id};
}

}  // namespace zen
