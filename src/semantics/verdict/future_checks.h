// Imports from `__future__`: which features there are, and where the imports may stand.
#pragma once
#include <optional>
#include <string>

#include "syntax/tree.h"

namespace zen {

struct FutureMistake {
    bool late;  // does the compiler tell it with those of the code that it makes, rather than before all others?
    std::string message;
};
std::optional<FutureMistake> future_mistake(Node future_import);

}  // namespace zen
