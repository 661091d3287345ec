// The names that `from module import *` of a standard module brings, and what it hides for other well-known ones.
#pragma once
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "semantics/library/python_version.h"

namespace zen {

// Those of the target's version and those of the newest one, since code runs on either. None for a module that is not
// in the library, whose names are not known.
std::optional<std::vector<std::string_view>> star_exports(std::string_view module, PythonVersion target);

// The builtins that `from module import *` of a well-known package replaces; none for a module that was not read.
std::optional<std::span<const std::string_view>> builtins_of_package(std::string_view module);

}  // namespace zen
