// Files that a program writes, and code that is never run: no rule about running code has anything to say there.
#pragma once
#include <string_view>

#include "semantics/model.h"

namespace zen {

// Is the file written by a program? Its name says so (`_pb2.py`, `_pb2_grpc.py`), or a comment or docstring before its
// first statement: `@generated`, "DO NOT EDIT", "automatically generated".
bool generated(std::string_view path, std::string_view text);

// Is it a stub, whose code is only read by type checkers (PEP 484)?
bool stub(std::string_view path);

// Does the node belong to a function with the `overload` decorator of `typing`? Its body and its defaults are never
// used.
bool in_overload(const Model& model, Node node);

}  // namespace zen
