// Is a value an instance of its class itself, or may it be one of a subclass?
#pragma once
#include "semantics/model.h"

namespace zen {

// Is the value made in sight: by a literal, a comprehension, an operator or method of such, or a call of a builtin or
// imported class or function, directly or through what is assigned to this name or attribute? Then its type is exact.
// An annotation proves no such thing: a parameter `name: str` may be given a `(str, Enum)`.
bool made_in_sight(const Model& model, Node expression);

// Is it certainly a `pathlib.Path`, or an instance of a subclass?
bool is_path(const Model& model, Node expression);
// Is it certainly bytes, which a `pathlib.Path` does not take?
bool is_bytes_path(const Model& model, Node expression);

}  // namespace zen
