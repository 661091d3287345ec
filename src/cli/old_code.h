// The options for living with old code: baselines, changed lines only, comments that silence what there is.
#pragma once
#include <map>
#include <optional>
#include <string>

#include "cli/command_line.h"
#include "config/settings.h"
#include "driver/check.h"
#include "text/result.h"

namespace zen {

class OldCode {
  public:
    // Reads the baseline and asks git, as the options say, and sets the task up for it. A Trouble when that cannot be.
    std::optional<Trouble> prepare(const CheckOptions& options, const Settings& settings, const std::string& current,
                                   Task& task);
    // Is there any reason to look at the file? Those of submodules are counted, to be spoken of at the end.
    bool touches(const std::string& path);
    // Forgets what was taken, for a run that begins again.
    void restart() {
        in_baseline_ = gone_ = files_ = 0;
        in_submodules_.clear();
    }
    void take(const std::string& path, const Outcome& outcome);
    // Writes the baseline, if it is to be written.
    std::optional<Trouble> finish();
    // Adds what is said about it at the end of a report.
    void summarize(RunSummary& run) const;

  private:
    std::optional<Trouble> write();
    std::string words(const RunSummary& run) const;

    std::string current_, path_;
    bool writes_ = false, shrinks_ = false, silences_ = false, written_ = false;
    Baseline baseline_, seen_;
    ChangedLines changed_;
    Sieve sieve_;
    std::uint32_t in_baseline_ = 0, gone_ = 0, files_ = 0;
    std::map<std::string, std::uint32_t> in_submodules_;  // files that were left out, by folder
};

}  // namespace zen
