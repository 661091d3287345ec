// A call of a function of the file that returns nothing.
#include "rule.h"

namespace zen::rules {

namespace {

// The function that the name means: bound once, undecorated, and with a body that returns at its end.
Node mutator_result_function(const Match& m, Node name) {
    const Binding* binding = name.is(Kind::identifier) ? m.ask.binding(name) : nullptr;
    if (!binding || !(binding->flags & Binding::definition) || binding->stores != 1) return {};
    const Node function = Node(m.ask.tree(), binding->first_store).parent();
    if (!function.is(Kind::function_definition) || function.parent().is(Kind::decorated_definition) ||
        function.text().starts_with("async") || m.ask.contains_yield(function))
        return {};
    const Node body = function.child(Field::body), last = body.last_child();
    return last.is(Kind::raise_statement) && body.has_children(1) ? Node() : function;
}

}  // namespace

Verdict mutator_result_used(const Match& m) {
    const Node call = unparenthesized(m.at.child(Field::right));
    if (!call.is(Kind::call)) return silent;
    const Node function = mutator_result_function(m, call.child(Field::function));
    if (!function) return silent;
    bool returns_none = false;
    for (Node n : function.child(Field::body).descendants()) {
        if (!n.is(Kind::return_statement) || m.ask.enclosing_function(n) != function) continue;
        const Node value = unparenthesized(n.child(0u));
        if (value && !value.is(Kind::none)) return silent;
        returns_none = true;
    }
    // Without any `return`, or with `return None`.
    if (returns_none != static_cast<bool>(m["none"])) return silent;
    return found(call, m.message("`$function()` returns `None`: call it in a separate statement",
                                 {{"function", call.child(Field::function).text()}}));
}

}  // namespace zen::rules
