// An item of a defaultdict that is only tested for truth or None.
#include "rule.h"

namespace zen::rules {

Verdict defaultdict_read_inserts(const Match& m) {
    Node dict = m.at.child(Field::value), key = m.at.child(Field::subscript);
    if (!m.at.has_children(2) || key.is(Kind::slice)) return silent;
    Node outer = m.at;
    while (outer.parent().is(Kind::parenthesized_expression)) outer = outer.parent();
    const auto [left, op, right] = sole_comparison(outer.parent());
    bool none = op.is_any({Kind::kw_is, Kind::kw_is_not}) && left == outer && right.is(Kind::none);
    if (!none && !boolean_context(m.at)) return silent;
    if (!m.ask.type(dict).instance_of("collections.defaultdict")) return silent;
    if (!m.ask.pure(m.at) || m.ask.stored(m.at)) return silent;
    // A defaultdict(bool) is a table of flags that is meant to be read.
    for (Node birth : m.ask.definitions(dict)) {
        Node factory = birth.parent().child(Field::right).child(Field::arguments).child(0u);
        if (!m.ask.means(factory, "list") && !m.ask.means(factory, "set") && !m.ask.means(factory, "dict"))
            return silent;
    }
    // If the key exists already or is stored next, the test inserts nothing new.
    Node expression = m.at;
    while (expression.parent() && !is_statement(expression.parent().kind())) expression = expression.parent();
    for (Node n = m.at; n; n = n.parent()) {
        if (n.is(Kind::for_statement) && m.ask.read_in(dict, n.child(Field::right))) return silent;
        if (is_comprehension(n.kind()) || is_function(n.kind())) {
            if (is_function(n.kind())) break;
            return silent;
        }
    }
    Node stage = m.ask.enclosing_function(m.at);
    if (!stage) stage = Node(m.ask.tree(), 0);
    for (Node n : stage.descendants()) {
        if (n.is(Kind::comparison_operator) && n.child(Field::operators).is_any({Kind::kw_in, Kind::kw_not_in}) &&
            same_code(n.child(0u), key))
            return silent;
        if (n.is(Kind::subscript) && n != m.at && same_code(n, m.at) && (m.ask.stored(n) || !n.within(expression)))
            return silent;
    }
    std::string name = short_code(dict.text(), 40), asked = short_code(key.text(), 40);
    Edits edits(m);
    std::string code = formatted("{}.get({})", dict.text(), key.text());
    edits.replace(m.at, code);
    return found(m.at, edits,
                 m.message("`$dict[$key]` inserts a missing key: use `$dict.get($key)` or `$key in $dict`",
                           {{"dict", name}, {"key", asked}}));
}

}  // namespace zen::rules
