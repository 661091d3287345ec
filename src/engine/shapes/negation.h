// The opposite of a condition, as code.
#pragma once
#include <string>

#include "syntax/tree.h"

namespace zen {

// `not x` → "x", `a == b` → "a != b", `call()` → "not call()"; "" if there is no simple form. It may be an operand of
// `and`, and stands inside brackets.
std::string simple_negation(Node condition);
// The same, or else "not (…)".
std::string negation(Node condition);

}  // namespace zen
