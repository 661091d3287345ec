// A number, a truth value, or a container of such: it can neither raise an exception nor have an effect.
#include "rule.h"

namespace zen::rules {

Verdict useless_expression(const Match& m) {
    if (!m.at.has_children(1)) return silent;
    const Node value = unparenthesized(m.at.child(0u));
    if (value.is(Kind::identifier)) {
        // A name that is bound here: to name it does nothing, but for the error where it is not bound yet.
        const Binding* binding = m.ask.binding(value);
        if (!binding || (binding->flags & Binding::import) || m.ask.path().ends_with(".ipynb")) return silent;
        for (Node up = m.at.parent(); up && !is_function(up.kind()); up = up.parent())
            if (up.is_any({Kind::try_statement, Kind::with_statement, Kind::class_definition})) return silent;
        if (m.at.parent().is(Kind::module) && !m.at.next_sibling()) return silent;
        return found(value, m.message("naming `$x` does nothing: call it, assign it or remove the line",
                                      {{"x", std::string(value.text())}}));
    }
    if (value.is_any({Kind::string, Kind::concatenated_string, Kind::ellipsis}) || !m.ask.constant(value)) {
        // Items that are names of variables can neither.
        if (!value.is_any({Kind::tuple, Kind::list, Kind::expression_list})) return silent;
        for (Node item : value.children())
            if (!m.ask.constant(item) && !(item.is(Kind::identifier) && m.ask.binding(item))) return silent;
    }
    if (value.is(Kind::expression_list) && !m.ask.constant(value)) return silent;
    // The last line of a notebook's cell, or of a stub, shows or says something.
    if (m.at.parent().is(Kind::module) && !m.at.next_sibling()) return silent;
    return found(value);
}

}  // namespace zen::rules
