// What is said where a rule has found something: by its page, or by its native part.
#pragma once
#include <optional>

#include "engine/finding.h"
#include "engine/matching/match.h"
#include "engine/scanning/tries.h"

namespace zen {

// The finding at a place where the try's pattern fits, if the match's conditions hold and its native part does not keep
// silent. `without`: a condition that is left out.
std::optional<Finding> judge(const Try& t, Match& match, const Clause* without, bool& silent_for_all);

}  // namespace zen
