// The receiver's type must be certain: frames, arrays and strings have methods of these names that do return something.
#include "rule.h"

namespace zen::rules {

namespace {

// Places where None is certainly not intended. `seen.add(x) or x` and callbacks use it on purpose.
bool mutator_result_wanted(Node call) {
    Node n = call;
    while (n.parent().is_any({Kind::parenthesized_expression, Kind::keyword_argument, Kind::pair})) n = n.parent();
    Node parent = n.parent();
    switch (parent.kind()) {
        case Kind::assignment:
        case Kind::for_statement:
        case Kind::for_in_clause:
            return n.field() == Field::right;
        case Kind::argument_list:
            return true;
        case Kind::attribute:
            return n.field() == Field::object;
        case Kind::subscript:
            return n.field() == Field::value;
        case Kind::binary_operator:
            return true;
        default:
            return false;
    }
}

bool mutator_result_of(std::uint32_t type, std::string_view method) {
    auto any = [&](std::initializer_list<std::string_view> names) {
        for (std::string_view name : names)
            if (method == name) return true;
        return false;
    };
    if (type == Type::list) return any({"sort", "append", "extend", "reverse", "insert", "remove", "clear"});
    if (type == Type::dict) return any({"update", "clear"});
    if (type == Type::set)
        return any({"add", "discard", "remove", "update", "clear", "difference_update", "intersection_update"});
    return false;
}

}  // namespace

Verdict mutator_result_used(const Match& m) {
    Node function = m.at.child(Field::function);
    if (m.ask.enclosing_function(m.at).is(Kind::lambda)) return silent;
    if (!mutator_result_wanted(m.at)) return silent;
    if (m.ask.means(function, "random.shuffle"))
        return found(m.at, "`random.shuffle()` returns `None`: call it as a statement of its own");
    if (!function.is(Kind::attribute)) return silent;
    Node object = function.child(Field::object);
    std::string_view method = function.child(Field::attribute).text();
    Type type = m.ask.type(object);
    if (!type.known() || !mutator_result_of(type.bits, method)) return silent;
    std::string name = short_code(object.text(), 40);
    if (method == "sort" && type.only(Type::list))
        return found(m.at,
                     m.message("`$name.sort()` returns `None`: use `sorted($name)`, or sort in a statement of its own",
                               {{"name", name}}));
    return found(m.at, m.message("`$name.$method()` returns `None`: call it as a statement of its own",
                                 {{"name", name}, {"method", method}}));
}

}  // namespace zen::rules
