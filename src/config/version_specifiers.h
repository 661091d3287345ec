// Which versions a specifier admits (PEP 440).
#pragma once
#include <optional>
#include <string_view>

#include "semantics/library/python_version.h"

namespace zen {

// Does a version such as "0.1.0" fit a specifier such as ">=0.1,<1"? Nothing for what is no specifier.
std::optional<bool> version_fits(std::string_view version, std::string_view specifier);

// The lowest version of Python that a `requires-python` such as ">=3.9,<4" admits; nothing when it says nothing.
std::optional<PythonVersion> lowest_python(std::string_view specifier);

}  // namespace zen
