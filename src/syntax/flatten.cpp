#include "syntax/flatten.h"

#include <algorithm>
#include <cstddef>
#include <cstring>

namespace zen {

// One pass from the root, which is last, to the first leaf. What is still to be placed fills the ids below `end`, so a
// node's place follows from its size; `parent` points at the id of the node around it, those further out are below that
// on a stack. A leaf closes the nodes that begin with it, -extent of them: their ids are the ones right below its own.
// Whether a node is a leaf cannot be predicted; with `extent` as it is, no branch asks for it.
std::vector<NodeRecord> flatten(Buffer<PostNode>& nodes, std::size_t count, std::vector<NodeId>& parents) {
    constexpr std::size_t step = std::size_t{1} << 20;  // nodes between two returns of memory
    std::vector<NodeRecord> records(count);
    NodeRecord* const out = records.data();
    if (parents.size() < 1024) parents.resize(1024);
    parents[0] = 0;  // the root's parent is the root
    NodeId* parent = parents.data();
    NodeId* last = parent + parents.size() - 2;
    auto end = static_cast<std::int32_t>(count);
    const PostNode* node = nodes.data() + count;
    const PostNode* stop = nodes.data() + (count > step ? count - step : 0);
    for (;;) {
        if (node == stop) [[unlikely]] {
            const auto left = static_cast<std::size_t>(node - nodes.data());
            if (left == 0) break;
            nodes.shrink(left);
            node = nodes.data() + left;
            stop = nodes.data() + (left > step ? left - step : 0);
        }
        --node;
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
