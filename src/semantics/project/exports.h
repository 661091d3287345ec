// Reads what a module offers to the files that import it.
#pragma once
#include <string_view>

#include "semantics/library/python_version.h"
#include "semantics/world.h"

namespace zen {

// A function of the text alone; `path` and `module` are for the caller to fill in.
Exports read_exports(std::string_view text, PythonVersion target);

}  // namespace zen
