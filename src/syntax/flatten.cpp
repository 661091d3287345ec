#include "syntax/flatten.h"

#include <algorithm>
#include <cstddef>
#include <cstring>

namespace zen {

// One pass from the root, which is last, to the first leaf. What is still to be placed fills the ids below `end`, so a
// node's place follows from its size; `parent` points at the id of the node around it, those further out are below that
// on a stack. A leaf closes the nodes that begin with it, -extent of them: their ids are the ones right below its own.
// Whether a node is a leaf cannot be predicted; with `extent` as it is, no branch asks for it.
std::vector<NodeRecord> flatten(std::span<const PostNode> nodes, std::vector<NodeId>& parents) {
    std::vector<NodeRecord> records(nodes.size());
    NodeRecord* const out = records.data();
    if (parents.size() < 1024) parents.resize(1024);
    parents[0] = 0;  // the root's parent is the root
    NodeId* parent = parents.data();
    NodeId* last = parent + parents.size() - 2;
    auto end = static_cast<std::int32_t>(nodes.size());
    for (const PostNode* node = nodes.data() + nodes.size(); node-- != nodes.data();) {
        const std::int32_t extent = node->extent;
        const std::int32_t id = end - std::max(extent, 1);
        NodeRecord& record = out[id];
        static_assert(offsetof(PostNode, extent) == offsetof(NodeRecord, parent));  // the same up to there
        std::memcpy(static_cast<void*>(&record), node, offsetof(PostNode, extent));
        record.parent = *parent;
        record.next = static_cast<NodeId>(end);
        if (parent == last) [[unlikely]] {
            const auto depth = parent - parents.data();
            parents.resize(2 * parents.size());
            parent = parents.data() + depth;
            last = parents.data() + parents.size() - 2;
        }
        parent[1] = static_cast<NodeId>(id);
        parent += std::min(extent, 1);
        end = id + extent;
    }
    return records;
}

}  // namespace zen
