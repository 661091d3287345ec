#include "engine/fixing/name_pairs.h"

namespace zen {

std::vector<ReferencePair> pair_references(NameChanges& c) {
    std::vector<ReferencePair> pairs;
    std::vector<const Reference*> rest;
    for (const Reference& r : c.after.references()) {
        Span span = Node(c.after.tree(), r.node).span();
        if (auto edit = c.map.holding_after(span))
            c.after_in[*edit].push_back(&r);
        else
            rest.push_back(&r);
    }
    auto at = rest.begin();
    auto start = [&](const Reference* r) { return Node(c.after.tree(), r->node).start(); };
    // A name that an edit touches may be another construct now: `x` in `self.x`.
    auto unpaired = [&](const Reference* r) {
        Span span = Node(c.after.tree(), r->node).span();
        if (auto edit = c.touched_after(*r))
            c.after_in[*edit].push_back(r);
        else
            c.breach(c.suspects(name_of(c.after, *r), span.start), name_of(c.after, *r), "is a name now");
    };
    for (const Reference& r : c.before.references()) {
        Span span = Node(c.before.tree(), r.node).span();
        if (auto edit = c.map.holding_before(span)) {
            c.before_in[*edit].push_back(&r);
            continue;
        }
        std::uint32_t now = c.map.moved(span.start);
        while (at != rest.end() && start(*at) < now) unpaired(*at++);
        if (at != rest.end() && start(*at) == now)
            pairs.push_back({&r, *at++});
        else if (auto edit = c.touched_before(r))
            c.before_in[*edit].push_back(&r);
        else
            c.breach(c.suspects(name_of(c.before, r), now), name_of(c.before, r), "is no longer a name");
    }
    while (at != rest.end()) unpaired(*at++);
    return pairs;
}

}  // namespace zen
