// isinstance() with the type of None and nothing else, in any of the spellings of a union.
#include "rule.h"

namespace zen::rules {

namespace {

bool none_type_check_only(const Match& m, Node type, int depth = 0) {
    type = unparenthesized(type);
    if (depth > 20) return false;
    if (type.is(Kind::none)) return depth > 0;  // None alone is an error
    if (type.is(Kind::call))
        return m.ask.means(type.child(Field::function), "type") && sole_argument(type).is(Kind::none);
    if (type.is(Kind::binary_operator))
        return type.child(Field::operator_).is(Kind::op_bar) &&
               none_type_check_only(m, type.child(Field::left), depth + 1) &&
               none_type_check_only(m, type.child(Field::right), depth + 1);
    if (type.is(Kind::tuple) || type.is(Kind::subscript)) {
        bool any = false;
        if (type.is(Kind::subscript) && !m.ask.means(type.child(Field::value), "typing.Union")) return false;
        for (Node item : type.children()) {
            if (item.field() == Field::value) continue;
            any = true;
            if (!none_type_check_only(m, item, depth + 1)) return false;
        }
        return any;
    }
    return m.ask.means(type, "types.NoneType");
}

}  // namespace

Verdict none_type_check(const Match& m) {
    Node arguments = m.at.child(Field::arguments);
    if (!m.ask.means(m.at.child(Field::function), "isinstance") || !arguments.has_children(2) || starred(m.at))
        return silent;
    Node value = arguments.child(0u);
    if (!none_type_check_only(m, arguments.child(1u))) return silent;
    std::string test = formatted("{} is None", code_for(value, bit_or, false));
    Edits edits(m);
    edits.replace(m.span, required_precedence(m.at) > comparison ? formatted("({})", test) : test);
    return found(m.span, edits, m.message("only `None` has this type: write `$test`", {{"test", short_code(test)}}));
}

}  // namespace zen::rules
