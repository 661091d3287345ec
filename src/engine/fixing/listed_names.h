// Names that code sees without naming them: what `dir()` and `locals()` show must stay the same.
#pragma once
#include "engine/fixing/name_changes.h"

namespace zen {

// Names that the edits bring in or take away in a scope whose names the code lists, or looks up by strings. The rules
// need not know: their fix is right for every other file.
void find_changed_listings(NameChanges& changes, const ScopePairs& scopes);

}  // namespace zen
