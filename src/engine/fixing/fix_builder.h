// From what a rule wants changed to a Fix: imports put in, safety judged.
#pragma once
#include <optional>

#include "engine/finding.h"
#include "engine/fixing/verdict.h"
#include "engine/matching/match.h"

namespace zen {

class FixBuilder {
  public:
    // Of the match's rewrite template; nothing when the rule has none or it cannot be filled in. `without`: judge
    // safety as if that condition were not there.
    static std::optional<Fix> of_rewrite(const Match& match, const Clause* without);
    // Of a native part's edits.
    static std::optional<Fix> of_edits(const Match& match, const Found& found, const Clause* without);

  private:
    static std::optional<Fix> finish(const Match& match, std::vector<Edit> edits,
                                     const std::vector<std::string>& imports, const Found& found,
                                     const Clause* without);
};

}  // namespace zen
