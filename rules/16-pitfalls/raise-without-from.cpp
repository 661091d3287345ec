// A raise that belongs to a handler: no function, class or inner `try` stands between.
#include "rule.h"

namespace zen::rules {

Verdict raise_without_from(const Match& m) {
    Node what = unparenthesized(m.at.child(0u));
    if (!what || m.at.child(Field::cause) || !m.at.has_children(1)) return silent_for_all;
    Node handler = m.at.parent();
    while (handler && !handler.is(Kind::except_clause)) {
        if (is_function(handler.kind()) ||
            handler.is_any({Kind::class_definition, Kind::try_statement, Kind::finally_clause}))
            return silent;
        handler = handler.parent();
    }
    if (!handler) return silent;
    // The caught error itself, or something made from it by its own methods.
    Node name = handler_name(handler), head = what;
    while (head.is_any({Kind::call, Kind::attribute, Kind::subscript, Kind::parenthesized_expression}))
        head = head.child(0u);
    if (name && head.text() == name.text()) return silent;
    // The error of a handler around this one: what was tried in its place has failed too.
    for (Node outer = handler.parent(); outer && what.is(Kind::identifier); outer = outer.parent())
        if (outer.is(Kind::except_clause) && handler_name(outer) && handler_name(outer).text() == what.text())
            return silent;
    if (what.is(Kind::binary_operator)) return silent;  // made from the error by an operator of its own
    Node type = what.is(Kind::call) ? what.child(Field::function) : what;
    for (Node n : handler_body(handler).descendants())
        if (n.is(Kind::identifier) && n.field() == Field::attribute &&
            (n.text() == "__cause__" || n.text() == "with_traceback"))
            return silent;
    // The class alone, once more: the new exception has neither the message nor the traceback of the first.
    const std::vector<Node> classes = handler_classes(handler);
    if (!what.is(Kind::call) && classes.size() == 1 && same_code(classes[0], what)) {
        if (m.index() == 1) return silent;
        return found(m.at, m.message("this raises `$type` again, without its message: use a bare `raise`",
                                     {{"type", what.text()}}));
    }
    // Matches: the new exception knows nothing of the first one; it is given it, or its text.
    bool given = false;
    for (Node n : what.descendants()) given = given || (name && n.is(Kind::identifier) && n.text() == name.text());
    // The end of an iteration or of the program has no traceback that anybody would see.
    given = given || m.ask.means(type, "StopIteration") || m.ask.means(type, "StopAsyncIteration") ||
            m.ask.means(type, "SystemExit");
    if (given != (m.index() == 1)) return silent;
    std::string cause = name ? std::string(name.text()) : "error";
    return found(m.at, m.message("no `from` in an `except` block: write `raise $type$call from $cause` or `from None`",
                                 {{"type", short_code(type.text(), 30)},
                                  {"call", what.is(Kind::call) ? "(...)" : ""},
                                  {"cause", cause}}));
}

}  // namespace zen::rules
