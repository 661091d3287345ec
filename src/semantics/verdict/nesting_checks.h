// How deeply loops, `with` and `try` statements may stand in each other.
#pragma once
#include <string_view>

#include "syntax/tree.h"

namespace zen {

// What the compiler of Python 3.`minor` says of such a statement; "" for nothing.
std::string_view nesting_mistake(Node statement, int minor);

}  // namespace zen
