// Applies fixes, round after round, until nothing is left to mend.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/lint.h"

namespace zen {

// A fix that was not made, since it would break the code.
struct Refused {
    RuleId rule = 0;
    std::string why;
};

struct Fixed {
    Source source;                       // with the fixes made
    std::vector<Finding> left;           // what is found in it
    std::vector<Suppressed> suppressed;  // and what comments take out there
    std::vector<std::uint32_t> by_rule;  // fixes made, by RuleId
    std::uint32_t count = 0;
    std::vector<Refused> refused;
    // False: there would be more to do. Either the fixes undo each other, and `source` is as given; or they are nested
    // so deep that it would take too long, and `source` has those that were made (`count` is not 0).
    bool converged = true;
};

// Makes the fixes that are at most this bold (never those for display). An edit that overlaps one made before it waits
// for the next round, and so does one that is only wrong together with others. A fix whose result would not parse, or
// that would change what code means that it does not touch (see fixing/hygiene.h), is not made, and reported as a fault
// of its rule. At the end, imports go that the fixes have left without a use (see fixing/idle_imports.h).
//
// `choose` takes out the findings of a text (the source's, or one that fixes have made of it) that are none of this
// run's business.
using Choose = std::function<void(const Source& now, std::vector<Finding>& findings)>;
Fixed fix(const Source& source, const RuleSet& rules, Applicability boldest, const Choose& choose = {},
          const World& world = {});

// Takes the fixes of the user's pages out of the findings that `fix` would not make, and says so in their messages.
void refuse_unsound(const Source& source, const RuleSet& rules, std::vector<Finding>& findings);

// The source with this one fix made, under the same conditions; nothing when it does not meet them.
std::optional<Source> with_fix(const Source& source, const Fix& fix, PythonVersion target);
// Does the fix meet them?
bool sound(const Source& source, const Fix& fix, PythonVersion target);

}  // namespace zen
