// What a loop's body does with the index that the loop counts, for the rules that iterate over the items instead.
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
// reads neighbors.
std::optional<IndexUses> index_uses(const Model& model, Node index, Node body);

// `row = rows[i]` at the start of a loop's body: a name for the item.
struct ItemAlias {
    Node statement, name, subscript;
};
// The statements of that form that open the body, each with a name of its own that nothing else in the body binds.
std::vector<ItemAlias> item_aliases(const Model& model, Node index, Node body);
// The statement that names the item of just that sequence, where it is not all of the body; without nodes when there is
// none.
ItemAlias item_alias(const Model& model, Node index, Node body, Node sequence);

// The sequence whose length the loop counts up to: `xs` for a `count` that is set once, by `count = len(xs)`, above the
// loop in its block, when nothing between that and the loop can change `xs`. None otherwise.
Node counted_sequence(const Model& model, Node count, Node loop);

// Is the object that the attribute `a.b` belongs to passed to a call in the body, which may change the attribute, or
// does a method that is called on it do so?
bool owner_passed(const Model& model, Node sequence, Node body);

}  // namespace zen
