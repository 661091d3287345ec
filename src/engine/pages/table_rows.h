// Matches of a page that a table of it writes out, row by row.
#pragma once
#include <string>
#include <vector>

#include "engine/pages/zen_block.h"

namespace zen {

// The match with `$name` replaced by what the row has in the column of that name; the column `aka` gives its aliases.
RawMatch filled(RawMatch match, const std::vector<std::string>& columns, const std::vector<std::string>& row);

}  // namespace zen
