// Valid Python that the grammar cannot read yet: defaults of type parameters (PEP 696), `lazy import` (PEP 810), `{**d
// for …}` (PEP 798), a parenthesis unpacked in a subscript, `a[*(b)]` (PEP 646). Such code is read through a stand-in
// of the same length that the grammar knows.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/tree.h"

namespace zen {

struct StandIn {
    struct Place {
        std::uint32_t at;     // inside the statement
        std::uint32_t start;  // where the statement begins in the real text, if before `at`; else the same as `at`
    };
    std::string text;
    std::vector<Place> places;  // in order; empty if there is no such code
};

// Looks at tokens only: strings and comments are passed over, brackets are counted.
StandIn stand_in(std::string_view text);

// Flags the innermost statement around each place as `unsupported`, and gives it its real start.
void mark_unsupported(Tree& tree, const std::vector<StandIn::Place>& places);

}  // namespace zen
