// The ways that control takes from the start of a function to a place in it.
#pragma once
#include <span>

#include "semantics/model.h"

namespace zen {

// Does each way from the start of the function (or module) that the node is in pass one of the others before it comes
// to the node? Those that stand in another function, or that may be left out where they stand (behind `and`, in a
// comprehension), count for nothing; neither does code without a name. False where nothing is known.
bool always_after(const Model& model, Node node, std::span<const Node> others);

}  // namespace zen
