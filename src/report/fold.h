// Findings of one lesson in one file, reported once.
#pragma once
#include <optional>
#include <vector>

#include "engine/finding.h"
#include "engine/scanning/rule_set.h"
#include "text/source.h"

namespace zen {

// Makes the findings of a rule whose page says `fold: yes`, or `fold: often` where they are three or more, one in a
// file (in a cell of a notebook): the first one, with the others as its repeats and their number in its message. A rule
// that was chosen by its code or name is not folded: who asks for one rule wants its places. In the order of the first
// places.
void fold(std::vector<Finding>& findings, const Source& source, const RuleSet& rules);

// The finding's fix with those of its repeats that are as safe and do not overlap; none without a fix.
std::optional<Fix> joined_fix(const Finding& finding);

}  // namespace zen
