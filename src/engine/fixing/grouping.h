// Do operators between the edits keep their operands? `(a if b else c)` may lose its parentheses, and may get
// `and d` behind it, but not both at once.
#pragma once
#include "engine/fixing/hygiene.h"

namespace zen {

// Expressions outside of the edits that edits of several fixes together put into another expression. One fix alone
// knows the expressions that it joins.
void find_regrouped(const Tree& before, const Tree& after, const EditMap& map, const RoundEdits& round,
                    std::vector<Breach>& out);

}  // namespace zen
