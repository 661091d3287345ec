// The tree-sitter runtime as parser: slow, with error recovery, and by definition right.
#pragma once
#include "syntax/tree.h"

namespace zen {

// As `parse`, by the tree-sitter runtime alone.
Tree parse_by_runtime(std::string_view text);

}  // namespace zen
