// Says in words what does not parse.
#pragma once
#include <optional>
#include <string>

#include "syntax/tree.h"

namespace zen {

struct SyntaxError {
    Span span;
    std::string message;
};

// The first broken construct of a damaged tree; nothing for a sound one.
std::optional<SyntaxError> syntax_error(const Tree& tree);

}  // namespace zen
