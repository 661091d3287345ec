// The index must serve to read the items, and for nothing else.
#include "rule.h"

namespace zen::rules {

Verdict range_len_loop(const Match& m) {
    Node index = m["i"], seq = m["seq"], body = m.at.child(Field::body);
    const Binding* binding = m.ask.binding(index);
    if (!binding || m.ask.rebound(index, body) || m.ask.used_after(index, m.at)) return silent;
    if (m.ask.mutated(seq, body, true)) return silent;
    std::string item = m.ask.fresh(singular(seq.text()), m.at);
    Edits edits(m);
    for (Node use : m.ask.uses(index)) {
        if (!use.within(body)) continue;
        Node place = use.parent();
        bool whole_subscript =
            place.is(Kind::subscript) && place.child(Field::subscript) == use && place.has_children(2);
        if (!whole_subscript) return silent;  // wanted for itself, too: that is `enumerate`
        if (m.ask.stored(place) || !same_code(place.child(Field::value), seq)) return silent;
        edits.replace(place.span(), item);
    }
    if (edits.empty()) return silent;  // it only counts
    Span head{index.start(), m.at.child(Field::right).end()};
    std::string now = item + " in " + std::string(seq.text());
    edits.replace(head, now);
    return found(head, edits, m.message("the index only reads `$seq`: write `for $now`", {{"now", now}}));
}

}  // namespace zen::rules
