// Do the same values reach the references outside of the edits?
#pragma once
#include "engine/fixing/name_changes.h"

namespace zen {

// May a store in an edit give the reference its value?
bool fed_by_edit(const NameChanges& c, const Reference& was);
// Is the name Python's own once the fix has removed the branches that bound it: `if` a version is old, `from
// exceptiongroup import ExceptionGroup`?
bool left_to_builtin(const NameChanges& c, const Reference& was, std::string_view name);

// Breaches of values, asked only where an edit binds the name, or did. Stores that an edit has a hand in, as in `x =
// …`, count from here on as what that edit says.
void compare_values(NameChanges& c, std::span<const ReferencePair> pairs);

}  // namespace zen
