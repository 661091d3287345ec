#include "cli/check_run.h"

#include "cli/output.h"
#include "system/files.h"

namespace zen {

CheckRun::CheckRun(const CommandLine& typed, Overrides overrides)
    : line(typed), options(typed.check), current(current_folder()), project(std::move(overrides), current) {
    task.mode = options.diff ? Task::Mode::diff : options.fix ? Task::Mode::fix : Task::Mode::report;
    task.profile = options.profile_rules;
    task.fix_only = options.fix_only && !options.diff;
    task.boldest = options.unsafe_fixes ? Applicability::unsafe : Applicability::safe;
}

bool CheckRun::settings_fail() const {
    if (!project.trouble()) return false;
    say_error(*project.trouble());
    return true;
}

}  // namespace zen
