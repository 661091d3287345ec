// The names that Python knows without an import, by version.
#pragma once
#include <string_view>
#include <vector>

#include "semantics/library/python_version.h"

namespace zen {

// A builtin of that version: functions, classes, exceptions and constants of the module `builtins`
// (but True, False and None, which are keywords).
bool is_builtin(std::string_view name, PythonVersion version);
// A builtin exception class.
bool is_builtin_exception(std::string_view name, PythonVersion version);
// The direct base of a builtin exception ("OSError" of "FileNotFoundError"); "" for other names.
std::string_view builtin_exception_base(std::string_view name);
// All builtin classes, of any version.
std::vector<std::string_view> builtin_classes();

}  // namespace zen
