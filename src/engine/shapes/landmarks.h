// The nodes that give code its shape, of the whole file: few of all there are, so that rules which count them read
// these and not the file.
#pragma once
#include <vector>

#include "semantics/model.h"

namespace zen {

// Found in one pass over the file.
struct Landmarks {
    explicit Landmarks(const Model& model);

    // Statements and their clauses (`elif`, `except`, `case` …), functions, lambdas and classes, in reading order.
    std::vector<NodeId> nodes;
};

}  // namespace zen
