// Is a row of `and` an operand of `or`, without parentheses?
#include "rule.h"

namespace zen::rules {

Verdict ambiguous_and_or(const Match& m) {
    if (!m.at.child(Field::operator_).is(Kind::kw_and)) return silent;
    Node outer = m.at.parent();
    if (!outer.is(Kind::boolean_operator) || !outer.child(Field::operator_).is(Kind::kw_or)) return silent;
    Edits edits(m);
    edits.insert(m.span.start, "(");
    edits.insert(m.span.end, ")");
    return found(m.span, edits);
}

}  // namespace zen::rules
