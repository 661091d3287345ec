// The modules of Python's standard library, by version.
#pragma once
#include <string_view>

#include "semantics/library/python_version.h"

namespace zen {

// Does a dotted name's first part name a module of the standard library of that version (of 3.8 and later)?
bool is_stdlib_module(std::string_view module, PythonVersion version);
// Is it a submodule that `import package` alone does not load ("concurrent.futures", but not "os.path")?
bool is_stdlib_submodule(std::string_view module);

}  // namespace zen
