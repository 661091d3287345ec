// The members of a union type, for the rules about what stands in it.
#pragma once
#include <vector>

#include "semantics/model.h"

namespace zen {

struct UnionMember {
    Node node;            // without parentheses and the `type` that the grammar puts around it
    bool none = false;    // None, also the one that `Optional[…]` adds (`node` is then the whole `Optional[…]`)
    bool nested = false;  // it comes from a union in the union: `Union[int, Union[str, None]]`, `(a | b) | c`
};

// The members of `a | b | …`, `Union[a, b]` or `Optional[a]`, those of unions in it too, in reading order. Empty for
// other code, and for a `|` that is part of a longer row.
std::vector<UnionMember> union_members(const Model& model, Node type);

}  // namespace zen
