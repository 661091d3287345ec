// Do operators between the edits keep their operands? `(a if b else c)` may lose its parentheses, and may get
// `and d` behind it, but not both at once.
#pragma once
#include "engine/fixing/hygiene.h"

namespace zen {

// Expressions that edits of several fixes together make parts of others. One fix alone knows the expressions that it
// joins.
void find_regrouped(const Tree& before, const Tree& after, const EditMap& map, const RoundEdits& round,
                    std::vector<Breach>& out);

}  // namespace zen
