// The files of a run, and the rules for each.
#pragma once
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "cli/check_run.h"
#include "driver/modules.h"
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
    // Finds the installed packages that the settings of the current folder name; says what is wrong with these.
    std::optional<Trouble> find_packages();
    // What the files of a folder say of each other counts; files given by name are looked at one by one. Where the
    // project has rules of its own, the files that they import are read too, wherever in the project they are.
    void know_modules(std::span<const Job> jobs);
    // The folder's files have changed: what they said of each other counts no longer.
    void forget_modules();
    Modules* modules() { return modules_.get(); }
    // Absolute; all that have been met, where the run watches.
    std::set<std::string>& folders() { return folders_; }

  private:
    CheckRun& run_;
    std::set<std::string> folders_;
    std::vector<std::string> packages_;  // folders of installed ones
    std::unique_ptr<Modules> modules_;
};

}  // namespace zen
