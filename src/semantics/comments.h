// The comments that belong to a statement.
#pragma once
#include <vector>

#include "syntax/tree.h"

namespace zen {

// Those on lines of their own straight above it (same indentation, no empty line between), those inside it, and the one
// that trails its last line; in order.
std::vector<Node> comments_of(Node statement);

}  // namespace zen
