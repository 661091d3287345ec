// Arguments that a rewrite does not give back.
#pragma once
#include <string>

#include "engine/shown_code.h"

namespace zen {

// A note on arguments of the matched call that the rewrite loses, although neither an example shows it nor a condition
// asks what they are; "" for none.
std::string lost_arguments(const RulePack& pack, const MatchData& match, const Shape& shape, const Shown& shown);

}  // namespace zen
