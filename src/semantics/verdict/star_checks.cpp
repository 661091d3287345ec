#include "semantics/verdict/star_checks.h"

namespace zen {

namespace {

// Is it the target of an annotation without a value? Then the compiler reads the subscript, and not as a tuple.
bool only_annotated(Node target) {
    while (target.parent().is_any({Kind::parenthesized_expression, Kind::tuple_pattern})) target = target.parent();
    const Node up = target.parent();
    return up.is(Kind::assignment) && target.field() == Field::left && up.child(Field::type) && !up.child(Field::right);
}

}  // namespace

Node whole_splat(Node n) {
    while (n.parent().is_any({Kind::subscript, Kind::attribute, Kind::call}) &&
           (n.field() == Field::value || n.field() == Field::object || n.field() == Field::function))
        n = n.parent();
    return n;
}

std::string_view star_mistake(Node splat, int minor) {
    const Node n = whole_splat(splat), parent = n.parent();
    switch (parent.kind()) {
        case Kind::expression_statement:
            for (Node t : parent.tokens())
                if (t.is(Kind::op_comma)) return {};
            break;
        case Kind::return_statement:
        case Kind::as_pattern_target:
            return "starred assignment target must be in a list or tuple";
        case Kind::assignment:
            if (n.field() == Field::left) return "starred assignment target must be in a list or tuple";
            break;
        case Kind::augmented_assignment:
        case Kind::yield:
        case Kind::for_statement:
        case Kind::interpolation:
            break;
        case Kind::subscript:
            if (minor < 11 || only_annotated(parent)) break;
            return {};
        default:
            return {};
    }
    return "can't use starred expression here";
}

std::string_view starred_target_mistake(Node n, int minor) {
    const Node parent = n.parent();
    if (parent.is_any({Kind::assignment, Kind::for_statement, Kind::for_in_clause}))
        return parent.is(Kind::assignment) && n.field() == Field::right
                   ? "can't use starred expression here"
                   : "starred assignment target must be in a list or tuple";
    if (!parent.is_any({Kind::pattern_list, Kind::tuple_pattern, Kind::list_pattern})) return {};
    if (parent.is(Kind::pattern_list) && parent.field() == Field::right) return {};
    if (parent.is(Kind::tuple_pattern) && parent.has_children(1)) {
        for (Node t : parent.tokens())
            if (t.is(Kind::op_comma)) return {};
        // 3.8 took `(*a)` for `*a`.
        return minor >= 9 ? "cannot use starred expression here" : starred_target_mistake(parent, minor);
    }
    unsigned before = 0;
    for (Node c : parent.children()) {
        if (c == n) break;
        if (c.is(Kind::list_splat_pattern)) return "multiple starred expressions in assignment";
        ++before;
    }
    return before > 255 ? "too many expressions in star-unpacking assignment" : "";
}

}  // namespace zen
