// A page proves itself: bad is found once, or once in each of its parts, by each match of the page; good is its fix to
// the byte, ok is silent though the pattern comes near, and every condition is the reason why some ok is silent.
#pragma once
#include <vector>

#include "engine/scanning/rule_set.h"
#include "text/result.h"

namespace zen {

// What is wrong with the examples of a rule's page; empty when they prove it. With `all`, the good code must also be
// silent under every rule of the book that is on by default.
std::vector<Trouble> check_examples(const RuleBook& book, RuleId rule, bool all);

}  // namespace zen
