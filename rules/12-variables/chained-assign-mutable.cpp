// Is one of the names changed while the other is still read, and is neither rebound?
#include "rule.h"

namespace zen::rules {

Verdict chained_assign_mutable(const Match& m) {
    if (!m.at.parent().is(Kind::expression_statement) || !m.at.child(Field::right).is(Kind::assignment)) return silent;
    std::vector<Node> names;
    Node value = m.at;
    for (; value.is(Kind::assignment); value = value.child(Field::right)) names.push_back(value.child(Field::left));
    if (!m.ask.builds_mutable(value)) return silent;
    Node changed;
    for (Node name : names) {
        const Binding* binding = name.is(Kind::identifier) ? m.ask.binding(name) : nullptr;
        if (!binding || binding->stores != 1) return silent;
        std::vector<Node> uses = m.ask.uses(name);
        if (uses.empty()) return silent;
        for (Node use : uses)
            if (m.ask.mutated(use, statement_of(use))) changed = name;
    }
    if (!changed) return silent;
    std::string_view text = m.ask.tree().text;
    std::size_t line = text.substr(0, m.at.start()).rfind('\n') + 1;
    std::string indent(text.substr(line, m.at.start() - line)), now;
    for (Node name : names)
        now += (now.empty() ? "" : "\n" + indent) + std::string(name.text()) + " = " + std::string(value.text());
    Edits edits(m);
    if (indent.find_first_not_of(" \t") != indent.npos) edits.give_up();
    edits.replace(m.span, now);
    return found(m.span, edits,
                 m.message("`$a` and `$b` are the same object: assign `$value` to each separately",
                           {{"a", names[0].text()}, {"b", names[1].text()}, {"value", short_code(value.text(), 20)}}));
}

}  // namespace zen::rules
