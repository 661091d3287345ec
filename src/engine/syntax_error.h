// What Python's compiler says of a file that it refuses, followed by what to do.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "semantics/library/python_version.h"
#include "syntax/tree.h"

namespace zen {

struct SyntaxError {
    Span span;
    std::string message;
    std::size_t advice = 0;  // how many bytes at the message's end are not the compiler's
};

// One for each damaged top-level statement, in order; none for a sound tree. A merge conflict, or a file for Python 2,
// is one error. `target`: the version whose words are used, the newest without one.
std::vector<SyntaxError> syntax_errors(const Tree& tree, std::optional<PythonVersion> target);

}  // namespace zen
