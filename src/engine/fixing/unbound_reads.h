// Names that the edits let code read before, or without, the statement that binds them.
#pragma once
#include "engine/fixing/name_changes.h"

namespace zen {

// A new read of a name that is imported under `if TYPE_CHECKING:` only, or, at module level, of a name that is bound
// further down: both raise `NameError`. The rules need not know: their fix is right with any other name.
void find_unbound_reads(NameChanges& changes);

}  // namespace zen
