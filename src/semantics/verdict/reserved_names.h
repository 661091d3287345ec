// `__debug__`, which code cannot bind.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "semantics/model.h"

namespace zen {

std::vector<std::pair<Node, std::string>> reserved_name_mistakes(const Model& model, int minor);

}  // namespace zen
