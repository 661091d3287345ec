// Calls in `bad` examples that a pattern of the page is about and that are not reported, next to code that is.
#pragma once
#include <vector>

#include "engine/page_notes.h"
#include "engine/scanning/rule_set.h"

namespace zen {

// One a name and block, in order. Only patterns that spell the name of a call are asked: others come near everywhere.
std::vector<PageNote> near_misses(const RuleBook& book, RuleId rule);

}  // namespace zen
