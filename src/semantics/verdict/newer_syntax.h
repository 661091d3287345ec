// Syntax that came with a later version of Python than the one that the code is written for.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "semantics/library/python_version.h"
#include "syntax/tree.h"

namespace zen {

struct NewerSyntax {
    Span span;
    std::uint8_t minor;   // of the first Python 3 that compiles it
    std::string message;  // what it is, the version it needs and the one that the code is for
};

// In order of their places; only the outermost of what lies in each other.
std::vector<NewerSyntax> newer_syntax(const Tree& tree, PythonVersion target);

}  // namespace zen
