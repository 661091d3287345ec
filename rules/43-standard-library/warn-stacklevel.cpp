// A warning that somebody has to change a call speaks to the caller; where others point is a matter of taste.
#include "rule.h"

namespace zen::rules {

Verdict warn_stacklevel(const Match& m) {
    const Node category = argument(m.at, "category", 1);
    bool deprecation = false;
    for (std::string_view name : {"DeprecationWarning", "PendingDeprecationWarning", "FutureWarning"})
        deprecation = deprecation || m.ask.means(category, name);
    if (deprecation != (m.index() == 0)) return silent;
    Edits edits(m);
    edits.rewrite("warnings.warn($$arguments, stacklevel=2)");
    return found(m.at, edits);
}

}  // namespace zen::rules
