// What a run tells: the reports, the numbers that it adds up to, and the status that it ends with.
#pragma once
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/check_run.h"
#include "cli/output.h"
#include "cli/reports.h"
#include "system/streams.h"

namespace zen {

// Everything that a run adds up to.
struct Totals {
    Tally tally;
    RuleProfile profile;
    RunSummary summary;
    bool trouble = false, fault = false, diff = false;
};

class CheckReport {
  public:
    explicit CheckReport(CheckRun& run);

    // Reads what the options ask of reports. False: that cannot be, and has been said.
    bool prepare();
    // Opens what the reports are written to, and writes `first` and what they begin with. False as above.
    bool open(int descriptor, std::span<const Job> jobs, std::string_view first = "");
    // Called before anything is written to the descriptor.
    void before_writing(std::function<void()> act) { reports_->before_writing(std::move(act)); }

    // Is more found than may be shown, not just in this file?
    bool over_limit(const Outcome& outcome) const;
    // Leaves in the outcome's parts of the reports what may be shown of the file.
    void cut(Outcome& outcome, const Job& job) const;
    // A file's part of the reports, and of the numbers.
    void take(const std::string& path, const Outcome& outcome);
    // Of the numbers alone.
    void count(const std::string& path, const Outcome& outcome);
    // Says what kept something from being checked.
    void note(const Trouble& trouble);
    // Ends the reports; the status of the run.
    int finish();
    int status() const;

    Totals& totals() { return totals_; }
    std::size_t from_cache() const { return from_cache_; }

  private:
    // How to look again at a file that only fits in part.
    Task rest_of_limit() const;
    // A diff is for `patch` to read: what is said besides goes to standard error.
    void end_diff();
    // Is any finding severe enough? (A severity's number is the smaller the more it matters.)
    bool fails() const;

    CheckRun& run_;
    std::vector<Wanted> wanted_;
    std::optional<EarlierReport> earlier_;
    std::optional<Reports> reports_;
    Output diff_{streams::output};
    Totals totals_;
    std::size_t from_cache_ = 0;  // files
};

}  // namespace zen
