// `is derived from Base`: a name without a module is a builtin or a class of the file. A misspelled builtin would be
// taken for a class that no file has.
#pragma once
#include <vector>

#include "engine/scanning/rule_book.h"
#include "text/result.h"

namespace zen {

// The lines of a page that name such a class which no example of the page defines.
std::vector<Trouble> unknown_bare_classes(const RuleBook::Entry& entry);

}  // namespace zen
