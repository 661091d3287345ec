// From the post-order that parsing leaves to the pre-order of Tree.
#pragma once
#include <span>
#include <vector>

#include "syntax/building.h"
#include "syntax/tree.h"

namespace zen {

// The first `count` nodes of the buffer are those of a whole tree, root last. `parents` is scratch. Of a large tree the
// buffer's memory goes back bit by bit while the tree grows, so that the two never stand side by side.
std::vector<NodeRecord> flatten(Buffer<PostNode>& nodes, std::size_t count, std::vector<NodeId>& parents);

}  // namespace zen
