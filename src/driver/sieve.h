// Which of a file's findings a run is about: not those of a baseline, only those on changed lines.
#pragma once
#include <string>
#include <vector>

#include "driver/baseline.h"
#include "engine/finding.h"
#include "engine/scanning/rule_set.h"
#include "files/changes.h"
#include "text/source.h"

namespace zen {

struct Sieve {
    const Baseline* baseline = nullptr;
    const ChangedLines* changed = nullptr;
    std::string current;  // the absolute folder that relative paths start from

    // Takes the others out of the findings in `now`, which is `given` or what fixes have made of it. Returns what was
    // found in the baseline.
    Fingerprints sift(const Source& given, const Source& now, const RuleBook& book,
                      std::vector<Finding>& findings) const;
    // The absolute path of a source.
    std::string path(const Source& source) const;
};

// The fingerprints of all findings that may stand in a baseline.
Fingerprints fingerprints(const Source& source, const RuleBook& book, const std::vector<Finding>& findings);

}  // namespace zen
