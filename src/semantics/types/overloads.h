// Special methods that the file's own classes define.
#pragma once
#include <string_view>

#include "semantics/model.h"

namespace zen {

// Is it an instance of a class of this file that defines the method, itself or by a base in this file?
bool of_class_with(const Model& model, Node expression, std::string_view method);

}  // namespace zen
