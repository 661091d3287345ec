// The table of `--profile-rules`.
#pragma once
#include <string>

#include "engine/scanning/profile.h"
#include "report/look.h"

namespace zen {

// A line for each rule that was tried, the costliest first, below a line with the sum. Ends with a line end.
std::string profile_text(const RuleProfile& profile, const Look& look);

}  // namespace zen
