// Ruff's configuration files, with those that they extend.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "config/toml_file.h"
#include "text/result.h"

namespace zen {

// A file of ruff's settings: its own table, those under `lint` within.
struct RuffFile {
    std::string path;
    toml::table table;

    // Under `lint`, or at the top, where older configurations have it; null for neither.
    const toml::node* get(std::string_view key) const;
};

// The file and those that it extends, the outermost first; none for a pyproject.toml without [tool.ruff]. A Trouble
// when one of them cannot be read.
Result<std::vector<RuffFile>> ruff_files(const std::string& path);

// The configuration that ruff takes in this folder; empty when there is none.
Result<std::string> ruff_config_in(const std::string& folder);

}  // namespace zen
