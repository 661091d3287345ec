// Is the class asked for one that derives from the class of the method?
#include "rule.h"

namespace zen::rules {

Verdict isinstance_of_self(const Match& m) {
    Node arguments = m.at.child(Field::arguments), object = arguments.child(0u), type = arguments.child(1u);
    if (!arguments.has_children(2) || !object.is(Kind::identifier) ||
        !m.ask.means(m.at.child(Field::function), "isinstance"))
        return silent;
    Node method = m.ask.enclosing_function(m.at), owner = class_of_method(m.ask, method);
    if (!owner || first_parameter(method).text() != object.text() || method.parent().is(Kind::decorated_definition))
        return silent;
    Node asked = type;
    const Binding* b = asked.is(Kind::identifier) ? m.ask.binding(asked) : nullptr;
    if (!b || b->stores != 1) return silent;
    Node definition = Node(m.ask.tree(), b->first_store).parent();
    if (!definition.is(Kind::class_definition) || definition == owner) return silent;
    if (!derives_from(m.ask, definition, owner.child(Field::name).text())) return silent;
    return found(m.at, m.message("`$type` is a subclass: override `$method` there instead of testing for it",
                                 {{"type", asked.text()}, {"method", method.child(Field::name).text()}}));
}

}  // namespace zen::rules
