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

// For rules on union types: the whole union that a row (`a | b`) or, with `by_name`, the name of a `typing.Union[…]`
// belongs to; none for a row inside a longer one, and for what is no union.
Node whole_union(Node at, bool by_name);
// Is it part of a type annotation, as the grammar marks it?
bool inside_type(Node n);

}  // namespace zen
