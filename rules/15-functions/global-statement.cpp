// Names of the module that all of it may read, or private ones.

#include "rule.h"

namespace zen::rules {

Verdict global_statement(const Match& m) {
    bool all_private = true;
    for (Node name : m.at.children()) all_private = all_private && name.text().starts_with('_');
    if (all_private != (m.index() == 1)) return silent;
    std::string names;
    for (Node name : m.at.children()) names += (names.empty() ? "" : ", ") + std::string(name.text());
    return found(m.span,
                 m.message("this function assigns to global `$names`: return the value, or keep it in an object",
                           {{"names", names}}));
}

}  // namespace zen::rules
