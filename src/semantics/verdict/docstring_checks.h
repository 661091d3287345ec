// Docstrings that the compiler cannot keep.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "syntax/tree.h"

namespace zen {

std::vector<std::pair<Node, std::string>> docstring_mistakes(const Tree& tree, int minor);

}  // namespace zen
