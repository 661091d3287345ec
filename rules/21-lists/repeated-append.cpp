// No argument may read the list: it would find fewer items in it than before.
#include "rule.h"

namespace zen::rules {

Verdict repeated_append(const Match& m) {
    const Node list = m["list"];
    for (Node statement = m.at;; statement = statement.next_sibling()) {
        for (Node n : statement.descendants())
            if (n.is(list.kind()) && n.field() != Field::object && same_code(n, list)) return silent;
        if (statement.end() >= m.last.end()) break;
    }
    Edits edits(m);
    edits.rewrite("$list.extend(($$items))");
    return found(m.span, edits);
}

}  // namespace zen::rules
