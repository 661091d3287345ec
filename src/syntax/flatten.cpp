#include "syntax/flatten.h"

#include <cstddef>
#include <cstring>

namespace zen {

// One pass from the root, which is last, to the first leaf: every node ends right before the one treated before it begins, or
// before its parent does, so its place in pre-order is known from its size. The parents that are still open are kept on a stack.
std::vector<NodeRecord> flatten(std::span<const PostNode> nodes, std::vector<NodeId>& parents) {
    std::vector<NodeRecord> records(nodes.size());
    if (parents.size() < 1024) parents.resize(1024);
    NodeRecord* const out = records.data();
    NodeId parent = 0;  // the root is its own
    std::size_t open = 0;
    auto end = static_cast<NodeId>(nodes.size());  // the id after what is still to be placed
    for (std::size_t i = nodes.size(); i-- > 0;) {
        const PostNode& node = nodes[i];
        const NodeId id = end - node.size;
        static_assert(offsetof(PostNode, size) == offsetof(NodeRecord, parent));  // the same up to there
        std::memcpy(static_cast<void*>(out + id), &node, offsetof(PostNode, size));
        out[id].parent = parent;
        out[id].next = end;
        if (node.size == 1) {
            --end;
            while (end != 0 && parent + 1 == end) {
                // The parent's first child is done: so is the parent.
                --end;
                parent = parents[open--];
            }
        } else {
            if (++open == parents.size()) parents.resize(2 * open);
            parents[open] = parent;
            parent = id;
        }
    }
    return records;
}

}  // namespace zen
