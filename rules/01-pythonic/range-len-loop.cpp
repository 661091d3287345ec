// Which loop to offer hangs on how the index is used.
#include "rule.h"

namespace zen::rules {

Verdict range_len_loop(const Match& m) {
    Node index = m["i"], seq = m["seq"], body = m.at.child(Field::body);
    const Binding* binding = m.ask.binding(index);
    if (!binding || m.ask.rebound(index, body) || m.ask.used_after(index, m.at)) return silent;
    if (m.ask.mutated(seq, body, true)) return silent;
    std::string item = m.ask.fresh(singular(seq.text()), m.at);
    bool bare = false;  // is the index wanted for itself, too?
    Edits edits(m);
    for (Node use : m.ask.uses(index)) {
        if (!use.within(body)) continue;
        Node place = use.parent();
        bool whole_subscript =
            place.is(Kind::subscript) && place.child(Field::subscript) == use && place.child_count() == 2;
        if (!whole_subscript) {
            // Arithmetic on the index reaches for neighbours, and a subscript of something else walks in step.
            for (Node up = place; up && up != body; up = up.parent())
                if (up.is(Kind::subscript) && use.within(up) && !use.within(up.child(Field::value))) return silent;
            bare = true;
            continue;
        }
        if (m.ask.stored(place) || !same_code(place.child(Field::value), seq)) return silent;
        edits.replace(place.span(), item);
    }
    if (edits.empty()) return silent;  // it only counts
    Span head{index.start(), m.at.child(Field::right).end()};
    std::string now = bare ? std::string(index.text()) + ", " + item + " in enumerate(" + std::string(seq.text()) + ")"
                           : item + " in " + std::string(seq.text());
    if (bare && m.ask.spelling("enumerate", m.at).empty()) return silent;
    edits.replace(head, now);
    return found(head, edits,
                 bare ? "take index and item from `enumerate`: `for " + now + "`"
                      : m.message("loop over `$seq` directly: `for $now`", {{"now", now}}));
}

}  // namespace zen::rules
