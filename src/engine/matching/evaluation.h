// When code is evaluated: with each iteration of a loop, for each item of a comprehension, when a function runs.
#pragma once
#include "semantics/model.h"

namespace zen {

// The outermost class in whose body the node runs, in the same function; without one, the node itself.
Node in_no_class_body(const Model& ask, Node n);
// Does each iteration of a loop of the same function evaluate it? So it is with the body, and the test of a `while`.
bool in_each_iteration(const Model& ask, Node n);
// The innermost comprehension or generator expression for each item of which it is evaluated: of all in one but what
// the first `for` iterates over. None if it is in a lambda there, or in none.
Node comprehension_of(const Model& ask, Node n);

}  // namespace zen
