// Rows of `and` or `or`, which the grammar nests to the left, as flat lists; and where a part of a row can be replaced.
#pragma once
#include <optional>
#include <vector>

#include "syntax/tree.h"

namespace zen {

// The operands of a row of `op` (Kind::kw_and or kw_or), in order and without parentheses; rows of the same operator in
// parentheses are taken apart, too. Any length of row is fine.
std::vector<Node> operand_row(Node top, Kind op);

// Is the node the whole row, not a part of a longer one?
bool is_whole_row(Node boolean_operator);

// A whole row of calls that may become one: of `or`, or of `and` between calls that are denied.
struct CallRow {
    bool denied = false;  // `not f(a) and not f(b)`
    std::vector<Node> operands;
    std::vector<Node> calls;  // by operand: the call, without its `not`; none where it is something else
};
// Nothing in it where the node is a part of a longer row, whose top decides, or fewer than two operands are calls.
CallRow call_row(Node boolean_operator);

// From the operand `from` to the operand `to` of one row, with the parentheses that belong to them. Nothing when the
// span would cut through a pair of parentheses, as from `b` to `c` in `(a and b) and c`.
std::optional<Span> row_span(Node from, Node to);

}  // namespace zen
