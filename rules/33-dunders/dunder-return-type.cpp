// What `__getnewargs__` and `__getnewargs_ex__` return, where the types are certain.
#include "rule.h"

namespace zen::rules {

namespace {

bool dunder_return_type_right(const Model& model, Node value, bool ex) {
    value = unparenthesized(value);
    if (value.is(Kind::lambda)) return false;
    Type type = model.type(value);
    if (type.known() && !type.maybe(Type::tuple | Type::instance)) return false;
    if (!ex || !value.is_any({Kind::tuple, Kind::expression_list})) return true;
    std::vector<Node> items = value.children().list();
    for (Node item : items)
        if (item.is(Kind::list_splat)) return true;
    if (items.size() != 2) return false;
    Type first = model.type(items[0]), second = model.type(items[1]);
    return !(first.known() && !first.maybe(Type::tuple | Type::instance)) &&
           !(second.known() && !second.maybe(Type::dict | Type::instance));
}

}  // namespace

Verdict dunder_return_type(const Match& m) {
    Node function = m.ask.enclosing_function(m.at), name = function.child(Field::name), value = m.at.child(0u);
    const bool ex = name.text() == "__getnewargs_ex__";
    if ((!ex && name.text() != "__getnewargs__") || ex != (m.index() + 1 == m.rule().matches.count)) return silent;
    if (value && dunder_return_type_right(m.ask, value, ex)) return silent;
    return found(name,
                 ex ? "`__getnewargs_ex__` must return a tuple and a dict" : "`__getnewargs__` must return a tuple");
}

}  // namespace zen::rules
