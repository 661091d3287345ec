// Which pieces of a file an edit may affect, beyond those that it touches. For relint.cpp.
#pragma once
#include <string_view>
#include <unordered_set>
#include <vector>

#include "engine/incremental/kept.h"
#include "engine/scanning/rule_set.h"
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

// What a stretch has to do with the rest of the file.
struct StretchFacts {
    using Names = std::unordered_set<std::string_view>;
    Names mentioned;                         // all names
    Names written;                           // of the module: bound, deleted or declared here
    Names variables;                         // of the module, read here, and neither imported nor defined
    Names attributes;                        // targets of augmented assignments
    std::uint64_t flow = 0;                  // of what may change the way of control through the module
    std::uint64_t imports = 0;               // of the import statements, and the conditions around them
    bool definitions = true;                 // nothing but functions and classes, and what is damaged
    std::size_t from = 0, to = 0, head = 0;  // its pieces, and how many there are up to the first that is no import
    Span text;
};
// Views into the text that the stretch's tree was made of.
StretchFacts facts_of(const Stretch& stretch);

// The pieces of the new file, by index, whose findings have to be looked for anew. `found` holds what was found in each
// piece of the old file, by the book's rules. All of them when the edit reaches further than can be told.
std::vector<bool> affected_pieces(const StretchFacts& before, const Stretch& after,
                                  const std::vector<std::vector<KeptFinding>>& found, const RuleBook& book);

}  // namespace zen
