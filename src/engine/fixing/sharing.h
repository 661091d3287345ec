// New names that several fixes use.
#pragma once
#include "engine/fixing/name_changes.h"

namespace zen {

void check_sharing(NameChanges& c);

}  // namespace zen
