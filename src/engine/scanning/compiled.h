// Functions that another compiler than Python's translates (numba, triton, taichi …). They look like Python, and only a
// part of the language compiles there.
#pragma once
#include "semantics/model.h"

namespace zen {

// Does the file import such a compiler? If not, it has no such function, which spares the next question.
bool imports_compiler(const Model& model);
// Is the node in the body of a function (or of a class, for numba's jitclass) with the decorator of such a compiler?
// Its idioms are not Python's: numba 0.68.1 refuses `any(x > 1 for x in xs)`, `(n := len(xs))`, `zip(…, strict=True)`,
// `enumerate(xs, start=1)`, `raise … from e` and `math.prod()`, which the same function may hold as plain Python.
bool in_compiled_body(const Model& model, Node node);

}  // namespace zen
