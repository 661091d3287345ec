// An empty pair of braces bound to a name, and a set's method called on what is still that dict.
#include "rule.h"

namespace zen::rules {

Verdict braces_as_set(const Match& m) {
    Node assignment = m.at.parent(), name = assignment.child(Field::left);
    if (!m.at.has_children(0) || !assignment.is(Kind::assignment) || m.at.field() != Field::right ||
        !name.is(Kind::identifier))
        return silent;
    for (Node use : m.ask.uses(name)) {
        Node method = use.parent(), call = method.parent();
        if (!method.is(Kind::attribute) || method.child(Field::object) != use || !call.is(Kind::call) ||
            method.field() != Field::function)
            continue;
        std::string_view what = method.child(Field::attribute).text();
        if ((what != "add" && what != "discard") || !call.child(Field::arguments).has_children(1)) continue;
        if (!m.ask.type(use).only(Type::dict)) continue;
        std::string text = m.message("`{}` is a dict, which has no `$what()`: use `$name = set()`",
                                     {{"what", what}, {"name", name.text()}});
        return found(m.at, text).related(call.span(), "`" + std::string(what) + "` is called here");
    }
    return silent;
}

}  // namespace zen::rules
