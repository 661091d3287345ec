// What is said where a rule has found something: by its page, or by its native part.
#pragma once
#include <optional>

#include "engine/finding.h"
#include "engine/fixing/verdict.h"
#include "engine/matching/match.h"
#include "engine/scanning/tries.h"

namespace zen {

// The finding where all that the try asks holds; `by_native`: what its native part has found. None where the page's
// rewrite does not fit. `without`: a condition that is left out.
std::optional<Finding> reported(const Try& t, Match& match, Found* by_native, const Clause* without);

}  // namespace zen
