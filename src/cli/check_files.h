// The files of a run, and the rules for each.
#pragma once
#include <set>
#include <string>
#include <vector>

#include "cli/check_run.h"
#include "files/walk.h"

namespace zen {

class FilesToCheck {
  public:
    explicit FilesToCheck(CheckRun& run) : run_(run) {}

    // The files at and below the paths that were typed, as the settings have it.
    FileList find();
    const RuleSet& rules_for(const std::string& path);
    // Takes the files that there is reason to look at.
    std::vector<Job> jobs_for(FileList& found);
    // Absolute; all that have been met, where the run watches.
    std::set<std::string>& folders() { return folders_; }

  private:
    CheckRun& run_;
    std::set<std::string> folders_;
};

}  // namespace zen
