// What IPython understands and Python does not: %magics, !shell commands, name? for help.
#pragma once
#include <string>
#include <vector>

#include "text/span.h"

namespace zen {

// Puts a name of the same length in the place of each, and says where. False for a cell that is no Python at all
// (%%bash, %%html, …).
bool mask_magics(std::string& cell, std::vector<Span>& masked);

}  // namespace zen
