// Methods that would call themselves: `any(x == y for y in self)` is `x in self`, but not in `__contains__`.
#pragma once
#include "engine/fixing/name_changes.h"

namespace zen {

// Methods that the edits let run themselves on their own object, once more than before. The rules need not know: their
// fix is right in every other method.
void find_new_self_calls(NameChanges& changes, const ScopePairs& scopes);

}  // namespace zen
