// The first use of a name above its `global` statement.
#include "rule.h"

namespace zen::rules {

Verdict untidy_global(const Match& m) {
    const ScopeId scope = m.ask.scope_of(m.at);
    for (Node name : m.at.children()) {
        const Reference* own = name.is(Kind::identifier) ? m.ask.reference(name) : nullptr;
        if (!own || own->binding == no_id) continue;
        for (const Reference* r : m.ask.references_of(own->binding)) {
            if (r->node >= m.at.id()) break;
            if (r->scope != scope || r->access == Access::declare) continue;
            const Node use(m.ask.tree(), r->node);
            return found(use, m.message("`$name` is used above `global $name`: move the statement up",
                                        {{"name", name.text()}}))
                .related(m.at.span(), "declared here");
        }
    }
    return silent;
}

}  // namespace zen::rules
