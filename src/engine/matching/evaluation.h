// When code is evaluated: with each iteration of a loop, for each item of a comprehension, when a function runs.
#pragma once
#include "semantics/model.h"

namespace zen {

// The outermost class in whose body the node runs, in the same function; without one, the node itself.
Node in_no_class_body(const Model& ask, Node n);
// Does each iteration of a loop of the same function evaluate it? So it is with the body, and the test of a `while`.
bool in_each_iteration(const Model& ask, Node n);
// Is it evaluated for each item of a comprehension? So it is with all but what the first `for` iterates over.
bool for_each_item(const Model& ask, Node n);

}  // namespace zen
