// What a loop's body does with the index that the loop counts, for the rules that would have it walk the items instead.
#pragma once
#include <optional>
#include <vector>

#include "semantics/model.h"

namespace zen {

struct IndexUses {
    std::vector<Node> subscripts;  // `x[i]` with the index alone, read or stored, in order
    bool bare = false;             // it is used for itself, too
};

// The uses of `index` inside `body`; none when a subscript holds it within an expression: arithmetic on the index
// reaches for neighbours.
std::optional<IndexUses> index_uses(const Model& model, Node index, Node body);

}  // namespace zen
