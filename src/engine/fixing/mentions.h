// What the new code of each fix mentions: the same bindings as the code that it replaces, or names of its own.
#pragma once
#include "engine/fixing/name_changes.h"

namespace zen {

void check_mentions(NameChanges& c);

}  // namespace zen
