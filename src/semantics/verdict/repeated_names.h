// Keywords of calls and parameters that are there twice.
#pragma once
#include <string>
#include <string_view>

#include "semantics/model.h"

namespace zen {

// What the compiler says of a keyword argument that an earlier one of the call repeats, or that is `__debug__`; "" for
// nothing.
std::string keyword_mistake(Node keyword_argument);

struct RepeatedName {
    Node at;  // the second one; none where all differ
    std::string_view name;
};
// Names are compared as Python stores them: in their normal form, private ones with their class in front.
RepeatedName repeated_parameter(const Model& model, Node parameters);
RepeatedName repeated_type_parameter(const Model& model, Node type_parameter_list);
// The first type parameter without a default behind one that has a default.
RepeatedName type_parameter_without_default(Node type_parameter_list);

}  // namespace zen
