// Is a bare annotation of an attribute or item no type?
#include "rule.h"

namespace zen::rules {

Verdict annotation_instead_of_assignment(const Match& m) {
    Node target = m.at.child(Field::left), type = m.at.child(Field::type), value = type.child(0u);
    if (!type || m.at.child(Field::right) || !target.is_any({Kind::attribute, Kind::subscript})) return silent;
    bool own = target.child(Field::object).text() == "self" || target.child(Field::object).text() == "cls";
    if (target.is(Kind::attribute) && own &&
        !value.is_any({Kind::integer, Kind::float_, Kind::list, Kind::dictionary, Kind::set, Kind::tuple, Kind::true_,
                       Kind::false_, Kind::not_operator, Kind::list_comprehension, Kind::comparison_operator}))
        return silent;
    if (!m.at.parent().is(Kind::expression_statement) || !value) return silent;
    if (target.is(Kind::attribute) && !target.child(Field::object).is(Kind::identifier)) return silent;
    Edits edits(m);
    edits.replace({target.end(), value.start()}, " = ");
    return found(m.span, edits,
                 m.message("`$target: $value` is an annotation and stores nothing: write `$target = $value`",
                           {{"target", short_code(target.text(), 30)}, {"value", short_code(value.text(), 30)}}));
}

}  // namespace zen::rules
