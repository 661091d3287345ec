// A number, a truth value, or a container of such: it can neither raise an exception nor have an effect. Comparisons
// of more than two operands, and names without a binding, which a pattern cannot express.
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

// May the statement be there to raise an exception?
bool useless_expression_tried(Node statement) {
    for (Node up = statement.parent(); up && !is_function(up.kind()); up = up.parent())
        if (up.is_any({Kind::try_statement, Kind::with_statement})) return true;
    return false;
}

// The last line of a notebook's cell, or of a stub, shows or says something.
bool useless_expression_shown(Node statement) {
    return statement.parent().is(Kind::module) && !statement.next_sibling();
}

// `size, 3`, a statement of several children, and `print` instead of `print()`: a tuple or function that prompts show.
bool useless_expression_displayed(const Match& m) {
    if (!m.at.has_children(1)) return std::ranges::all_of(m.at.children(), [&](Node n) { return m.ask.pure(n); });
    const Node value = unparenthesized(m.at.child(0u));
    return value.is(Kind::identifier) && !m.ask.binding(value) && m.ask.names_builtin(value.text());
}

}  // namespace

Verdict useless_expression(const Match& m) {
    // What most statements are, and nothing else beside it.
    const Node first(m.ask.tree(), m.at.id() + 1);
    if (first.record().next == m.at.record().next &&
        first.is_any({Kind::call, Kind::assignment, Kind::augmented_assignment, Kind::await, Kind::yield}))
        return silent_for_all;
    if (m.index() == 2) {
        bool shown = useless_expression_displayed(m) && !useless_expression_shown(m.at);
        return shown && !useless_expression_tried(m.at) ? found(m.at) : silent;
    }
    if (!m.at.has_children(1)) return silent;
    const Node value = unparenthesized(m.at.child(0u));
    if (m.index() == 1) {
        bool chain = value.is(Kind::comparison_operator) && !value.has_children(2);
        return chain && !useless_expression_tried(m.at) ? found(value) : silent;
    }
    if (value.is(Kind::identifier)) {
        // A name that is bound here: to name it does nothing, but for the error where it is not bound yet.
        const Binding* binding = m.ask.binding(value);
        if (!binding || (binding->flags & Binding::import) || m.ask.path().ends_with(".ipynb")) return silent;
        for (Node up = m.at.parent(); up && !is_function(up.kind()); up = up.parent())
            if (up.is_any({Kind::try_statement, Kind::with_statement, Kind::class_definition})) return silent;
        if (useless_expression_shown(m.at)) return silent;
        return found(value, m.message("naming `$x` does nothing: call it, assign it or remove the line",
                                      {{"x", std::string(value.text())}}));
    }
    bool bytes = value.is(Kind::string) && m.ask.type(value).only(Type::bytes);
    if (!bytes && (value.is_any({Kind::string, Kind::concatenated_string, Kind::ellipsis}) || !m.ask.constant(value))) {
        // Items that are names of variables can neither.
        if (!value.is_any({Kind::tuple, Kind::list, Kind::expression_list})) return silent;
        for (Node item : value.children())
            if (!m.ask.constant(item) && !(item.is(Kind::identifier) && m.ask.binding(item))) return silent;
    }
    if (value.is(Kind::expression_list) && !m.ask.constant(value)) return silent;
    if (useless_expression_shown(m.at)) return silent;
    return found(value);
}

}  // namespace zen::rules
