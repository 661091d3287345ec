// Applies fixes, round after round, until nothing is left to mend.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/lint.h"

namespace zen {

struct Fixed {
    Source source;                       // with the fixes made
    std::vector<Finding> left;           // what is found in it
    std::vector<Suppressed> suppressed;  // and what comments take out there
    std::vector<std::uint32_t> by_rule;  // fixes made, by RuleId
    std::uint32_t count = 0;
    // False: after a hundred rounds the fixes still find more to do, and the text is no shorter for it: they undo each
    // other. `source` is then as given.
    bool converged = true;
};

// Makes the fixes that are at most this bold (never those for display). An edit that overlaps one made before it waits
// for the next round. A fix whose result would not parse, or that would change how code it does not touch parses, is
// dropped and reported as a fault of its rule.
//
// `choose` takes out the findings of a text (the source's, or one that fixes have made of it) that are none of this
// run's business.
using Choose = std::function<void(const Source& now, std::vector<Finding>& findings)>;
Fixed fix(const Source& source, const RuleSet& rules, Applicability boldest, const Choose& choose = {});

// The source with this one fix made, under the same conditions; nothing when it does not meet them.
std::optional<Source> with_fix(const Source& source, const Fix& fix);

}  // namespace zen
