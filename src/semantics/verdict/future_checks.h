// Imports from `__future__`: which features there are, and where the imports may stand (Python/future.c).
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "syntax/tree.h"

namespace zen {

struct FutureMistake {
    Span span;
    bool late;  // does the compiler tell it with those of the code that it makes, rather than before all others?
    std::string message;
};
// Of an import from `__future__`, or from `.__future__`, which Python took for the same before 3.13.
std::optional<FutureMistake> future_mistake(Node import, int minor);
// Of `from __future__ import *`, which the tree has as damage.
std::vector<FutureMistake> future_stars(const Tree& tree, int minor);

}  // namespace zen
