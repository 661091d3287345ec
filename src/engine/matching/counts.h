// How many of what a line names there are: statements, arguments, parameters, lines.
#pragma once
#include <cstddef>
#include <span>

#include "engine/matching/match.h"

namespace zen {

// In these nodes; in a function's parameters or a call's arguments where the nodes are just that function or call.
// Below `least` the exact number is not needed: any number below will do.
std::size_t count_of(const Match& match, Clause::Unit unit, std::span<const Node> nodes, std::size_t least);
// The function or class that a decorated definition defines; the node itself elsewhere.
Node definition_of(Node n);

}  // namespace zen
