// A `try` that is all of a loop's body, and whose handlers neither go on nor end the loop.
#include "rule.h"

namespace zen::rules {

Verdict try_except_in_loop(const Match& m) {
    if (m.ask.target() >= PythonVersion{3, 11}) return silent;
    Node loop = m.at.parent().parent();
    if (!loop.is_any({Kind::for_statement, Kind::while_statement}) || m.at.parent() != loop.child(Field::body))
        return silent;
    if (!m.at.parent().has_children(1)) return silent;
    Node handler;
    for (Node clause : m.at.children()) {
        if (!clause.is(Kind::except_clause)) continue;
        if (!handler) handler = clause;
        for (Node n : clause.descendants())
            if (n.is_any({Kind::continue_statement, Kind::break_statement})) return silent;
    }
    if (!handler) return silent;
    return found(handler, "the `try` is entered in each iteration: put it around the loop");
}

}  // namespace zen::rules
