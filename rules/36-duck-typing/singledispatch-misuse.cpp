// Is a function registered for a generic one of the wrong sort?
#include "rule.h"

namespace zen::rules {

Verdict singledispatch_misuse(const Match& m) {
    Node register_ = unparenthesized(m.at.child(0u));
    if (register_.is(Kind::call)) register_ = register_.child(Field::function);
    if (!register_.is(Kind::attribute) || register_.child(Field::attribute).text() != "register") return silent_for_all;
    const Node name = register_.child(Field::object);
    if (!name.is(Kind::identifier)) return silent_for_all;
    const Binding* bound = m.ask.binding(name);
    if (!bound || bound->first_store == no_id) return silent_for_all;
    const Node generic = Node(m.ask.tree(), bound->first_store).parent();
    if (!generic.is(Kind::function_definition) || !generic.parent().is(Kind::decorated_definition))
        return silent_for_all;
    const bool in_class = static_cast<bool>(class_of_method(m.ask, generic));
    if (in_class != (m.index() == 3)) return silent;
    for (Node decorator : generic.parent().children())
        if (decorator.is(Kind::decorator) &&
            m.ask.means(decorator.child(0u), in_class ? "functools.singledispatch" : "functools.singledispatchmethod"))
            return found(m.at.child(0u), in_class
                                             ? "`singledispatch` dispatches on `self` here: use `@singledispatchmethod`"
                                             : "`singledispatchmethod` works only in a class: use `@singledispatch`");
    return silent;
}

}  // namespace zen::rules
