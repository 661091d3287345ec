// Builtins that `from module import *` of a standard or well-known module replaces.
#pragma once
#include <optional>
#include <span>
#include <string_view>

#include "semantics/library/python_version.h"

namespace zen {

// The names of builtins that the module exports with another value, such as `pow` for "math"; empty for most. None for
// a module whose exports are not known.
std::optional<std::span<const std::string_view>> builtins_replaced_by_star(std::string_view module,
                                                                           PythonVersion target);

}  // namespace zen
