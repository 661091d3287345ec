// zenlint check --watch
#pragma once
#include <vector>

#include "cli/check_files.h"
#include "cli/check_report.h"

namespace zen {

inline constexpr int settings_changed = -1;  // a status: begin again, with the settings read anew

// Checks all files, then again and again those that have changed.
int watch(CheckRun& run, FilesToCheck& files, CheckReport& report, std::vector<Job> jobs);

}  // namespace zen
