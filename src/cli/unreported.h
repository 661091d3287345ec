// What a rule does not report in a file, and what in the file is the reason.
#pragma once
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "engine/finding.h"
#include "engine/scanning/rule_set.h"
#include "text/source.h"

namespace zen {

struct Unreported {
    std::string because;  // such as "a star import in line 1 may bind the names"
    // What the rule reports where that is not so: row and message. None: the reason holds for places that no rule
    // judges.
    std::vector<std::pair<std::uint32_t, std::string>> findings;
};

// What in the file keeps rules from it or from lines of it, a sentence each: that it is generated, a stub, a notebook,
// its star imports, and what does not parse.
std::vector<std::string> kept_from(const Source& source, const RuleSet& rules);

// Checks the file again as it would be if it were not generated, no stub, no notebook, or without its star imports.
// `found`: what is reported as it is.
std::vector<Unreported> unreported(const Source& source, const RuleSet& rules, RuleId rule,
                                   const std::vector<Finding>& found);

}  // namespace zen
