// Facts about bindings that are worked out once, shared by the questions about uses and changes.
#pragma once
#include "semantics/model_data.h"

namespace zen {

BindingFacts binding_facts(const Model& model, BindingId id);

}  // namespace zen
