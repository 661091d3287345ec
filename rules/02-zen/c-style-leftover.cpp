// Doubled signs, and a sign that is written behind the `=` it was meant to stand before.
#include "rule.h"

namespace zen::rules {

Verdict c_style_leftover(const Match& m) {
    std::string_view text = m.ask.tree().text;
    Edits edits(m);
    if (m.index() < 2) {
        Node inner = m.at.child(Field::argument);
        std::string_view sign = m.at.text().substr(0, 1);
        if (sign != (m.index() == 0 ? "+" : "-")) return silent;
        if ((sign != "+" && sign != "-") || !inner.is(Kind::unary_operator) || !inner.text().starts_with(sign) ||
            inner.start() != m.at.start() + 1)
            return silent;
        Node operand = inner.child(Field::argument);
        if (operand.is(Kind::unary_operator) || m.at.parent().is(Kind::unary_operator)) return silent;
        bool statement =
            statement_context(m.at) && operand.is_any({Kind::identifier, Kind::attribute, Kind::subscript});
        std::string twice = std::string(sign) + std::string(sign), shown = short_code(operand.text(), 30);
        const Binding* binding = m.ask.binding(operand);
        // A variable of another function, or that another one sees.
        if (statement && operand.is(Kind::identifier) &&
            (!binding || (binding->flags & Binding::cell) || binding->scope != m.ask.scope_of(m.at)))
            edits.give_up();
        if (statement)
            edits.replace(m.span, formatted("{} {}= 1", operand.text(), sign));
        else
            edits.replace(m.at, operand.text());
        std::string message = statement ? "`$twice` is not a Python operator: write `$x $sign= 1`"
                                        : "`$twice$x` is just `$x`: `$twice` is not a Python operator";
        return found(m.span, edits, m.message(message, {{"twice", twice}, {"x", shown}, {"sign", sign}}))
            .unsafe_because("the operator has no effect now");
    }
    Node value = m.at.child(Field::right);
    if (!value.is(Kind::unary_operator) || m.at.child(Field::type)) return silent;
    std::size_t at = value.start();
    std::string_view sign = text.substr(at, 1);
    bool gap = value.child(Field::argument).start() > at + 1;
    if (at == 0 || text[at - 1] != '=' || !gap || (sign != "+" && sign != "-")) return silent;
    if (Node name = m.at.child(Field::left); name.is(Kind::identifier)) {
        const Binding* binding = m.ask.binding(name);
        if (!binding || binding->first_store == name.id()) edits.give_up();  // nothing to add to
    }
    edits.replace({value.start() - 1, value.start() + 1}, std::string(sign) + "=");
    return found(m.span, edits,
                 m.message("`=$sign` assigns a signed value: write `$sign=` to change `$x`",
                           {{"sign", sign}, {"x", short_code(m.at.child(Field::left).text(), 30)}}))
        .unsafe_because("the code assigns a value now");
}

}  // namespace zen::rules
