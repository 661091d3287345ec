// Is the time only subtracted from a later one?
#include "rule.h"

namespace zen::rules {

Verdict wall_clock_duration(const Match& m) {
    Node start = m["start"];
    const Reference* own = start.is(Kind::identifier) ? m.ask.reference(start) : nullptr;
    if (!own || own->binding == no_id || m.ask.bindings()[own->binding].stores != 1) return silent;
    bool used = false;
    for (const Reference* r : m.ask.references_of(own->binding)) {
        if (r == own) continue;
        Node use(m.ask.tree(), r->node), difference = use.parent();
        while (difference.is(Kind::parenthesized_expression)) difference = difference.parent();
        if (!r->reads() || !difference.is(Kind::binary_operator) ||
            !difference.child(Field::operator_).is(Kind::op_minus))
            return silent;
        Node now = unparenthesized(difference.child(Field::left));
        if (!use.within(difference.child(Field::right)) || !now.is(Kind::call) ||
            !m.ask.means(now.child(Field::function), "time.time"))
            return silent;
        used = true;
    }
    if (!used) return silent;
    return found(m.at, m.message("`$start` measures a duration: use `time.perf_counter()`, which is monotonic"));
}

}  // namespace zen::rules
