// The arguments of a call, by the parameters that take them.
#pragma once
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "syntax/tree.h"

namespace zen {

// What the call gives for a parameter: by keyword, or by position (from 0; without one it is keyword-only). None when
// it gives nothing, and where an argument with a star comes before that position.
Node argument(Node call, std::string_view keyword, int position = -1);
// The argument of a call that has just one, given by position.
Node sole_argument(Node call);
// Are there arguments with stars: `*args`, `**options`?
bool starred(Node call);
// The values for each of the parameters, in their order, none for those left out; the first `positional` of them may
// come by position. Nothing when arguments are starred, too many, or given to none of these parameters.
std::optional<std::vector<Node>> bound_arguments(Node call, std::span<const std::string_view> parameters,
                                                 std::size_t positional);

}  // namespace zen
