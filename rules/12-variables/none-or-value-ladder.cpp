// Counts the parameters whose None only stands for a constant.
#include "rule.h"

namespace zen::rules {

namespace {

// Could it be the default of a parameter: a literal, or a constant by its name?
bool none_or_value_ladder_constant(const Match& m, Node value) {
    return m.ask.constant(value)
               ? !value.is(Kind::none)
               : value.is(Kind::identifier) && value.text().size() > 1 &&
                     value.text().find_first_of("abcdefghijklmnopqrstuvwxyz") == std::string_view::npos;
}

// `if x is None: x = 3` in the function's own block; `3 if x is None else x`, `x if x is not None else 3`.
bool none_or_value_ladder_step(const Match& m, Node read, Node body) {
    const Node test = read.parent();
    if (!test.is(Kind::comparison_operator) || !test.child(1u).is(Kind::none) || test.child(0u) != read) return false;
    const bool equal = test.text().find(" not ") == std::string_view::npos;
    const Node around = test.parent();
    if (around.is(Kind::conditional_expression)) {
        const Node then = around.child(0u), other = around.child(2u);
        return around.child(1u) == test && none_or_value_ladder_constant(m, equal ? then : other) &&
               same_code(equal ? other : then, read);
    }
    if (!equal || !around.is(Kind::if_statement) || around.child(Field::alternative) || around.parent() != body)
        return false;
    const Node block = around.child(Field::consequence), only = block.child(0u), set = only.child(0u);
    return block.has_children(1) && only.is(Kind::expression_statement) && set.is(Kind::assignment) &&
           same_code(set.child(Field::left), read) && none_or_value_ladder_constant(m, set.child(Field::right));
}

}  // namespace

Verdict none_or_value_ladder(const Match& m) {
    const Node body = m.at.child(Field::body);
    std::string names;
    int count = 0;
    for (const Parameter& p : parameters(m.at)) {
        // Where the annotation allows None, callers may pass it.
        const std::string_view type = p.annotation.text();
        const bool declared = type.find("None") != type.npos || type.find("Optional") != type.npos;
        const Reference* r = p.value.is(Kind::none) && !declared ? m.ask.reference(p.identifier) : nullptr;
        if (!r || r->binding == no_id) continue;
        for (const Reference* use : m.ask.references_of(r->binding)) {
            if (!none_or_value_ladder_step(m, Node(m.ask.tree(), use->node), body)) continue;
            names += formatted("{}`{}`", count == 0 ? "" : ", ", p.name());
            ++count;
            break;
        }
    }
    if (count < m.option_number("places")) return silent;
    return found(m.at.child(Field::name),
                 m.message("None only stands for a constant in $names: put the constants into the signature",
                           {{"names", names}}));
}

}  // namespace zen::rules
