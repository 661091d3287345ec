// A string for a piece of code, so that code that says the same is found without comparing each with each.
#pragma once
#include <string>

#include "syntax/tree.h"

namespace zen {

// Equal for two expressions exactly if they are `same_code`. Empty for one of more than some 60 nodes: keys stay short,
// and those of all the links of a long chain together linear in its length.
std::string code_key(Node expression);
// The same, where literals of numbers are equal by their digits, and `True` is 1: in a set or dict they are one.
std::string value_key(Node expression);

}  // namespace zen
