// The texts that a page's `let` section makes.
#pragma once
#include <string>
#include <vector>

#include "engine/matching/match.h"

namespace zen {

// Gives the holes of `let` their texts; what these need is added to `imports`. False when one of them cannot be had
// here.
bool make_texts(Match& match, std::vector<std::string>& imports);

}  // namespace zen
