// The comments that belong to a statement.
#pragma once
#include <string_view>
#include <vector>

#include "syntax/tree.h"

namespace zen {

// Those on lines of their own straight above it: same indentation, no empty line between; in order.
std::vector<Node> comments_above(Node statement);
// Does one of them hold the word, as in an author's note on why the code is as it is?
bool remarked_above(Node statement, std::string_view word);
// Those above it, those inside it, and the one that trails its last line; in order.
std::vector<Node> comments_of(Node statement);

}  // namespace zen
