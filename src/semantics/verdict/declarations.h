// `global` and `nonlocal` that come too late, or for names that they cannot mean.
#pragma once
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "semantics/model.h"

namespace zen {

// `own_scope`: has code in an annotation or in a list of type parameters a scope of its own there?
using HasOwnScope = std::function<bool(Node)>;
std::vector<std::pair<Node, std::string>> declaration_mistakes(const Model& model, Node statement,
                                                               const HasOwnScope& own_scope);

}  // namespace zen
