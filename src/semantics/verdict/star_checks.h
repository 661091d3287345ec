// Stars in front of expressions and targets, where the compiler takes none.
#pragma once
#include <string_view>

#include "syntax/tree.h"

namespace zen {

// What is wrong with `*x` where it stands, in the words of the compiler of Python 3.`minor`; "" for nothing.
std::string_view star_mistake(Node list_splat, int minor);
std::string_view starred_target_mistake(Node list_splat_pattern, int minor);
// What is starred in the end: tree-sitter reads `*a.b[c]` as `(*a).b[c]` in some places.
Node whole_splat(Node list_splat);

}  // namespace zen
