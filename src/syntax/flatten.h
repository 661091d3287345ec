// From the post-order that parsing leaves to the pre-order of Tree.
#pragma once
#include <span>
#include <vector>

#include "syntax/building.h"
#include "syntax/tree.h"

namespace zen {

// The nodes of a whole tree, root last. `parents` is scratch.
std::vector<NodeRecord> flatten(std::span<const PostNode> nodes, std::vector<NodeId>& parents);

}  // namespace zen
