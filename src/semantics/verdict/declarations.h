// `global` and `nonlocal` that come too late, or for names that they cannot mean.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "semantics/model.h"

namespace zen {

std::vector<std::pair<Node, std::string>> declaration_mistakes(const Model& model, Node statement);

}  // namespace zen
