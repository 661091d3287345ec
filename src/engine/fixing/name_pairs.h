// The references of a text before and after a round of fixes, two by two.
#pragma once
#include "engine/fixing/name_changes.h"

namespace zen {

// Those outside of the edits; the others are put into `before_in` and `after_in`.
std::vector<ReferencePair> pair_references(NameChanges& c);

}  // namespace zen
