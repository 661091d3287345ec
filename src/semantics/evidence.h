// What the code around an expression gives away about the object, where its type alone does not say.
#pragma once
#include "semantics/model.h"

namespace zen {

// Is it used as a dict nearby: a method that only mappings have is called on it, or all that is stored in it are dicts?
// "Nearby" is the function for names, the class for attributes of `self`. False for a defaultdict, a Counter, a
// subclass with `__missing__`.
bool used_as_dict(const Model& model, Node expression);

// The values stored in an attribute of `self` in its class, or in a name; empty when one of them is not to be had (a
// parameter, a loop).
std::vector<Node> stored_values(const Model& model, Node expression);

// Does the expression make an empty collection of that builtin type: `[]` or `list()` for "list", `set()` for "set"?
bool makes_empty(const Model& model, Node expression, std::string_view type);

}  // namespace zen
