// Imports that fixes have left without a use.
#pragma once
#include <vector>

#include "text/edit.h"
#include "text/source.h"

namespace zen {

// The edits that take names out of `after`'s imports that `before` read and nobody in `after` mentions any more, as
// `Optional` when every annotation with it was rewritten. Only names of the standard library's modules that are
// imported at the top of a module: importing those does nothing else. None in notebooks, packages' `__init__.py` and
// modules for compatibility, whose imports others use; an import with a comment stays.
std::vector<Edit> idle_imports(const Source& before, const Source& after);

}  // namespace zen
