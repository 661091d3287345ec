// Is either side a literal whose identity means nothing?
#include "rule.h"

namespace zen::rules {

static bool is_with_literal_value(Node n) {
    if (n.is(Kind::unary_operator)) n = n.last_child();
    return n.is_any({Kind::integer, Kind::float_, Kind::string, Kind::concatenated_string, Kind::list, Kind::dictionary,
                     Kind::set, Kind::list_comprehension, Kind::dictionary_comprehension, Kind::set_comprehension}) ||
           (n.is(Kind::tuple) && n.child_count() == 0);
}

Verdict is_with_literal(const Match& m) {
    if (!is_with_literal_value(m["x"]) && !is_with_literal_value(m["y"])) return silent;
    Node op = m.at.child(Field::operators);
    Edits edits(m);
    edits.replace(op.span(), op.is(Kind::kw_is) ? "==" : "!=");
    return found(m.span, edits);
}

}  // namespace zen::rules
