// The name by which a call or attribute is looked up among the patterns.
#pragma once
#include <string>
#include <string_view>

#include "semantics/model.h"

namespace zen {

// The last name that a callee or attribute spells; through an import alias, the name as the module has it (which is
// then kept in `aliased`). Empty if it spells none.
std::string_view spelled_key(Node node, const Model& model, std::string& aliased);

}  // namespace zen
