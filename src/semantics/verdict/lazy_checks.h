// Where a lazy import may not stand (PEP 810; Python/symtable.c and Parser/action_helpers.c).
#pragma once
#include <string>

#include "syntax/tree.h"

namespace zen {

// Does the import begin with `lazy`?
bool is_lazy(Node import);
// What the compiler says of a lazy import; "" for nothing.
std::string lazy_mistake(Node import);

}  // namespace zen
