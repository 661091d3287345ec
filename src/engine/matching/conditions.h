// Does a condition of a page hold for a match?
#pragma once
#include "engine/matching/vocabulary.h"

namespace zen {

// What the line's holes catch stays caught where it holds (`$h is the first …`, `` $x is `f($y)` ``).
bool holds(Match& match, const Clause& clause);
// Do all of these?
bool all_hold(Match& match, Slice clauses);

}  // namespace zen
