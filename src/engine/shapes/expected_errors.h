// The exceptions that a few statements are expected to raise, for rules about handlers that catch too much.
#pragma once
#include <string>

#include "semantics/model.h"

namespace zen {

// "ValueError", "OSError or ValueError": what the statements of the block raise when their input is not as wished, by
// what their calls, subscripts and imports are documented to raise. Empty when they call what is not known, import what
// is not of the standard library (importing runs it), when nothing in them is expected to fail, or when they are more
// than a handful.
// What the handlers before `except_clause` catch is left out.
std::string expected_errors(const Model& model, Node block, Node except_clause);

}  // namespace zen
