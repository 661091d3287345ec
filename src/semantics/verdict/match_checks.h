// What the compiler refuses of patterns (PEP 634): names bound twice, alternatives that bind others, patterns that
// leave nothing to those below.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "syntax/tree.h"

namespace zen {

std::vector<std::pair<Node, std::string>> match_mistakes(Node match_statement);

}  // namespace zen
