// Does it stand in a function or class, and not in a `try`?
#include "rule.h"

namespace zen::rules {

Verdict import_in_function(const Match& m) {
    bool inside = false;
    for (Node up = m.at.parent(); up; up = up.parent()) {
        if (up.is_any({Kind::function_definition, Kind::class_definition})) inside = true;
        if (!inside && up.is(Kind::try_statement)) return silent;
    }
    return inside ? found(m.at, "import inside of a function or class: move it to the top of the file") : silent;
}

}  // namespace zen::rules
