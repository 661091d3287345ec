// The choices of rules in another linter's own configuration, as that tool finds and reads it.
#pragma once
#include <string>

#include "config/peer_choices.h"
#include "text/result.h"

namespace zen {

struct RuffSettings {
    std::string path;  // of the configuration; empty: there is none, and ruff's defaults hold
    RuffChoices choices;
};

// Of the nearest .ruff.toml, ruff.toml or pyproject.toml with [tool.ruff] at or above the absolute folder, with what it
// extends. A Trouble when a file cannot be read.
Result<RuffSettings> ruff_settings(std::string folder);

}  // namespace zen
