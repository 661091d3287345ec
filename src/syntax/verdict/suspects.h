// Where a tree that parsed may still be no Python: tree-sitter's grammar lets more pass than CPython's. What is listed
// here is a doubt, quickly had; machine.h decides.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "syntax/tree.h"

namespace zen::verdict {

struct Suspicion {
    enum Sort : std::uint8_t {
        code,   // the statement that holds it tells
        lines,  // the statements around it count too
        blanks  // the tokens of what is around it tell
    };
    NodeId node;  // the construct, or the one around the place
    Sort sort;
};

// Nodes of some kinds, gathered on the way so that nobody has to look for them once more.
struct Gathered {
    std::array<bool, kind_bound> kinds{};
    std::optional<std::vector<NodeId>> nodes;  // in order; nothing if the tree was not gone over as a whole
};

// In order. Costs a look at each node's kind and one pass over the text. `deep`: may it nest as deeply as no compiler
// reads?
std::vector<Suspicion> suspects(const zen::Tree& tree, bool deep, Gathered* gathered = nullptr);

// Places in the text outside strings and comments (when they matter there only) where its bytes make one doubt: odd
// blanks, tabs in front of code, escapes that no string may hold, zeros.
struct OddPlace {
    std::uint32_t at;
    bool layout;      // a tab or a form feed in front of code
    bool in_strings;  // it counts in strings, and nowhere else
};
std::vector<OddPlace> odd_places(std::string_view text);

}  // namespace zen::verdict
