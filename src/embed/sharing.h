// Rows and texts that are equal, once each.
#pragma once
#include "engine/matching/pack.h"

namespace zen {

// The same pages in less room: what a Str or a Slice names is what it was, but is shared with all that name the same.
// Examples, options, matches and rules stay as they are.
PackStore shared(const PackStore& store);

}  // namespace zen
