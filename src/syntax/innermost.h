// From a place in the text to the tree.
#pragma once
#include <cstdint>

#include "syntax/tree.h"

namespace zen {

// The innermost node that holds the byte, tokens and comments too; the root where there is none.
Node innermost(const Tree& tree, std::uint32_t at);

}  // namespace zen
