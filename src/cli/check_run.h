// What all parts of `zenlint check` know: what was typed, the settings that hold, and how files are to be checked.
#pragma once
#include <string>

#include "cli/command_line.h"
#include "cli/old_code.h"
#include "driver/check.h"
#include "driver/project.h"

namespace zen {

struct CheckRun {
    CheckRun(const CommandLine& typed, Overrides overrides);

    const CommandLine& line;
    const CheckOptions& options;
    std::string current;  // the folder
    Project project;
    OldCode old_code;
    Task task;
    Severity least = Severity::info;  // that makes the run fail

    // Are the settings, as far as they have been read, wrong? Then that is said.
    bool settings_fail() const;
};

}  // namespace zen
