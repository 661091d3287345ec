// Turning a path that is text into a `Path`, for the rules that replace functions of `os` by its methods.
#pragma once
#include <string>

#include "engine/fixing/verdict.h"
#include "semantics/types/exact.h"

namespace zen {

// Is it a path that `Path(…)` certainly accepts and keeps: a Path that is created in this file (an annotation allows
// subclasses, and does not exclude a string), or a literal that is not empty (`Path("")` is the current directory)?
bool plain_path(const Model& model, Node expression);
// Is it no path that could become a Path: a number, which is a file descriptor, or bytes by what the code calls them
// (`b_path`, `to_bytes(path)`)?
bool is_no_path(const Model& model, Node expression);
// The code of the path as a Path, ready for `.method()`: `folder`, or `Path(name)`, with the import that it needs.
std::string as_path(Edits& edits, const Model& model, Node expression);
// The same for a message.
std::string shown_path(const Model& model, Node expression);

}  // namespace zen
