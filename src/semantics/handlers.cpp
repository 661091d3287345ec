#include "semantics/handlers.h"

namespace zen {

Node handler_body(Node clause) {
    Node last = clause.last_child();
    return last.is(Kind::block) ? last : Node();
}

Node handler_name(Node clause) {
    Node value = clause.child(Field::value);
    return value.is(Kind::as_pattern) ? value.child(Field::alias).child(0u) : Node();
}

Span handler_head(Node clause) {
    Node value = clause.child(Field::value);
    return {clause.start(), value ? value.end() : clause.start() + 6};
}

Catches catches(const Model& model, Node clause) {
    Node value = clause.child(Field::value);
    if (!value) return Catches::bare;
    if (value.is(Kind::as_pattern)) value = value.child(0u);
    for (Node n : value.descendants()) {
        // Only what is listed: `errors.Exception` and `choose(Exception)` are other classes.
        if (!n.is(Kind::identifier) || !(n == value || n.parent().is_any({Kind::tuple, Kind::parenthesized_expression}))) continue;
        if (model.means(n, "Exception") || model.means(n, "BaseException")) return Catches::broad;
    }
    return Catches::named;
}

}  // namespace zen
