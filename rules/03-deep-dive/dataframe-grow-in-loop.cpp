// Does the loop read the grown object, apart from where it grows? Then it cannot be built after the loop.
#include "rule.h"

namespace zen::rules {

Verdict dataframe_grow_in_loop(const Match& m) {
    const Node loop = m.ask.enclosing_loop(m.at), grown = m["x"];
    const Reference* name = m.ask.reference(grown);
    if (!loop) return silent;
    if (!name || name->binding == no_id) return found(m.span);
    for (const Reference* r : m.ask.references_of(name->binding)) {
        const Node use(m.ask.tree(), r->node);
        if (r->reads() && use.within(loop) && !use.within(m.at)) return silent;
    }
    return found(m.span);
}

}  // namespace zen::rules
