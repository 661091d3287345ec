// The order of parameters.
#pragma once
#include "syntax/tree.h"

namespace zen::verdict {

// Do the parameters of a function or a lambda stand in an order that Python knows? False where it is in doubt.
bool parameters_hold(zen::Node parameters);

}  // namespace zen::verdict
