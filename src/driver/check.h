// One file's way through the program, from its bytes to its part of the report.
#pragma once
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cache/store.h"
#include "driver/modules.h"
#include "driver/sieve.h"
#include "engine/finding.h"
#include "engine/scanning/profile.h"
#include "engine/scanning/rule_set.h"
#include "report/harvest.h"
#include "report/overview.h"
#include "report/report.h"
#include "report/tally.h"
#include "text/result.h"

namespace zen {

// One of the reports that a run writes.
struct Form {
    const Format* format;
    ReportContext context;
};

// What is to be done with every file.
struct Task {
    enum class Mode : std::uint8_t { report, fix, diff, silence };  // silence: write comments that do
    Mode mode = Mode::report;
    Applicability boldest = Applicability::safe;
    std::span<const Form> forms;       // none: findings are only counted
    std::uint32_t most_shown = ~0u;    // findings of a file in a report; all are counted
    const Sieve* sieve = nullptr;      // null: all findings count
    bool fingerprints = false;         // gather those of all findings, for a baseline
    std::string reason;                // in Mode::silence
    Store* cache = nullptr;            // of findings; null: every file is looked at anew
    const Modules* modules = nullptr;  // the run's files, to which imports may lead; null: none is known
    bool asked_again = false;          // note what files ask of others, for Modules::hold; with a cache it is
    bool profile = false;              // take the time of the rules
    bool fix_only = false;             // in Mode::fix: what is left is no finding of this run
};

struct Outcome {
    std::vector<std::string> shown;   // the file's part of each report; none in Mode::diff
    std::vector<Overview> overviews;  // the same for the reports that are made of one; empty for the others
    std::string diff;                 // in Mode::diff
    Harvest harvest;                  // where a report is made of it
    Tally tally;                      // of the findings that are left
    std::uint32_t fixed = 0;
    struct Fixes {
        std::string_view code, name;  // of the rule, in its book
        std::uint32_t count;
    };
    std::vector<Fixes> fixes;          // that were made
    Fingerprints in_baseline;          // what it has taken out; with Task::fingerprints, those of all findings
    bool unreadable = false;           // reported as a finding, and trouble all the same
    bool fault = false;                // zenlint's own
    std::optional<std::string> bytes;  // of the file with what was fixed or silenced, if anything was
    std::vector<Trouble> troubles;
    RuleProfile profile;  // with Task::profile
    ModuleReads reads;    // what it asked of other files, with Task::asked_again
    bool from_cache = false;
};

// Looks at what has been read already (or at why it could not be read). Writes nothing.
Outcome check_bytes(const std::string& path, Result<std::string> bytes, const RuleSet& rules, const Task& task);

// Reads the file; in Mode::fix and Mode::silence, writes it back if that has changed it. What the cache knows of these
// bytes is not looked for again.
Outcome check_file(const std::string& path, const RuleSet& rules, const Task& task);

struct Job {
    std::string path;
    const RuleSet* rules;
};

// Checks the files by so many threads, and hands on their outcomes in the order of the jobs, in the calling thread.
void check_files(std::span<const Job> jobs, unsigned threads, const Task& task,
                 const std::function<void(const Job&, Outcome)>& take);

}  // namespace zen
