// Which pieces of a file an edit may affect, beyond those that it touches. For relint.cpp.
#pragma once
#include <string_view>
#include <unordered_set>
#include <vector>

#include "engine/finding.h"
#include "semantics/model.h"

namespace zen {

// A run of top-level statements: from its first node up to that of the next piece, and the same for the text.
struct Piece {
    std::uint32_t start;
    NodeId first;
};

// Pieces [from, to) of a file. `pieces` ends with one more, which begins where the file ends.
struct Stretch {
    const Model& model;
    const std::vector<Piece>& pieces;
    std::size_t from, to;
};

// The pieces of the new file, by index, whose findings have to be looked for anew. `found` holds what was found in each
// piece of the old file. All of them when the edit reaches further than can be told.
std::vector<bool> affected_pieces(const Stretch& before, const Stretch& after,
                                  const std::vector<std::vector<Finding>>& found);

}  // namespace zen
