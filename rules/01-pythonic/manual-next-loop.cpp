// The idiom with `iter()` and the loop alone are two matches of the page: which of them applies here?
#include "rule.h"

namespace zen::rules {

Verdict manual_next_loop(const Match& m) {
    Node it = m["it"], seq = m["seq"];
    if (m.run("body").empty()) return silent;
    for (Node n : m.run("body").nodes())
        for (Node part : n.descendants())
            if (part.text() == it.text() && same_code(part, it)) return silent;
    Edits edits(m);
    if (seq) {
        if (m.ask.used_after(it, m.at.next_sibling())) return silent;  // what is left over is wanted
        edits.rewrite("for $item in $seq:\n    $$body");
        return found(m.span, edits);
    }
    Node before = m.at.previous_sibling().child(0u);
    bool made_above = before.is(Kind::assignment) && same_code(before.child(Field::left), it) &&
                      m.ask.means(before.child(Field::right).child(Field::function), "iter") && it.is(Kind::identifier);
    if (made_above && !m.ask.used_after(it, m.at)) return silent;  // the longer match has it
    edits.rewrite("for $item in $it:\n    $$body");
    return found(m.span, edits);
}

}  // namespace zen::rules
