// What the model knows of a file, as JSON.
#pragma once
#include <string>

#include "semantics/model.h"

namespace zen {

// An object with `scopes` (each with its sort, name, line, parent and the names it knows and how), `bindings` and
// `references`.
std::string model_json(const Model& model);

}  // namespace zen
