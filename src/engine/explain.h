// Why a page's rule does or does not report what begins on a line: for authors of pages.
#pragma once
#include <string>
#include <vector>

#include "engine/scanning/rule_set.h"
#include "semantics/world.h"
#include "text/source.h"

namespace zen {

struct Explained {
    std::string text;
    bool reports = false;     // the match fits, and all its conditions hold
    std::string no_fix = {};  // why the fix of the page cannot be made there, where that is known
    std::uint32_t near = 0;   // how far the match came: the nearest to a finding has the highest number
    std::uint32_t line = 0;   // of the match in the page; 0: of none
};

// A sentence for each of the rule's matches that may begin on the row (from 1): it is reported, or which condition does
// not hold, with the line of the page; the nearest to a finding first, and one sentence for those that are far from it.
// One that says so when nothing on the row is what a pattern begins with. Row 0 is
// all rows. The target version, options and the rest are those of `rules`; `world` is what other files say.
std::vector<Explained> explain(const RuleSet& rules, RuleId rule, const Source& source, std::uint32_t row,
                               const World& world = {});

}  // namespace zen
