// A value of a configuration file as `zenlint settings` shows it.
#pragma once
#include <string>

#include "config/toml_file.h"

namespace zen {

// The value as TOML on one line.
std::string toml_text(const toml::node& node);

}  // namespace zen
