// TOML files as configurations are read from them.
#pragma once
#include <string>

#include <toml++/toml.h>

#include "text/result.h"

namespace zen {

// How long a chain of files that extend each other may be; a longer one is taken for a circle.
inline constexpr int most_extends = 20;

// The file's table, or why it cannot be had, with line and column (1-based) of what is no TOML.
Result<toml::table> parse_toml(const std::string& path);

}  // namespace zen
