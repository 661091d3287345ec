// Where an expression stands, as far as syntax tells.
#pragma once
#include "syntax/tree.h"

namespace zen {

// Is only the truth of the expression wanted: a condition of if, while, assert or a comprehension, an operand of `not`,
// the argument of `bool()`, an operand of `and`/`or` in such a place?
bool boolean_context(Node expression);
// Is its value thrown away: an expression statement?
bool statement_context(Node expression);
// The expression with the parentheses around it, for code that needs none there; without them where they hold a comment
// or part two words, as in `return(a + b)`.
Span with_own_parentheses(Node expression);

}  // namespace zen
