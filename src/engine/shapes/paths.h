// Turning a path that is text into a `Path`, for the rules that replace functions of `os` by its methods.
#pragma once
#include <string>

#include "engine/fixing/verdict.h"
#include "semantics/types/exact.h"

namespace zen {

// The code of the path as a Path, ready for `.method()`: `folder`, or `Path(name)`, with the import that it needs.
std::string as_path(Edits& edits, const Model& model, Node expression);
// The same for a message.
std::string shown_path(const Model& model, Node expression);

}  // namespace zen
