// The type of each expression of a file, for authors of rules.
#pragma once
#include <string>

#include "semantics/model.h"

namespace zen {

// A line for each expression, in reading order: place, type and code ("3:5-3:16  str  os.getcwd()"), or an object of a
// JSON list: {"start", "end" (byte offsets), "type"}. Names and attributes count where they are read.
std::string type_listing(const Model& model, bool json);

}  // namespace zen
