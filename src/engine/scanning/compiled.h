// Code that another compiler than Python's translates (numba, triton, taichi, Pony ORM …). It looks like Python, and
// only a part of the language compiles there.
#pragma once
#include "semantics/model.h"

namespace zen {

// Does the file import such a compiler? If not, it has no such function, which spares the next question.
bool imports_compiler(const Model& model);
// Is the node in the body of a function (or of a class, for numba's jitclass) with the decorator of such a compiler?
// Its idioms are not Python's: numba 0.68.1 refuses `any(x > 1 for x in xs)`, `(n := len(xs))`, `zip(…, strict=True)`,
// `enumerate(xs, start=1)`, `raise … from e` and `math.prod()`, which the same function may hold as plain Python.
// Or in a generator expression or lambda that Pony ORM translates to SQL? Pony 0.7.20 selects other rows for
// `p.name or "none"` than for `p.name if p.name else "none"`, and refuses `0 <= p.age <= 9` and
// `p.name.startswith(("a", "b"))`.
bool in_compiled_body(const Model& model, Node node);

}  // namespace zen
