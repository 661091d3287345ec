// What code that a fix writes calls a builtin, or something that is imported.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "semantics/model.h"

namespace zen {

// How to write a qualified name at `at`; an import that this takes is added to `imports`. Empty when it cannot be had.
// `holder`: a name of what it names follows. `from`: the module that it is to be imported from by `from … import`.
std::string local_name(const Model& model, std::string_view qualified, Node at, std::vector<std::string>& imports,
                       bool holder = false, std::string_view from = {});
// Is it wrong to advise the name at `at`: in the definition of a function (no method) or class that has the name of
// this builtin, or stands in for an import of this name; or since the builtin may be what `import *` brings, as of
// numpy?
bool stands_for_other(const Model& model, std::string_view qualified, Node at);
// As code would write it that has the import.
std::string imported_name(const Model& model, std::string_view qualified, bool holder);
// Why there is no local name.
std::string why_no_name(const Model& model, std::string_view qualified, Node at, bool holder);

}  // namespace zen
