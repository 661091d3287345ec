// Is the object a string (or, for `count`, a sequence)?
#include "rule.h"

namespace zen::rules {

Verdict find_as_membership(const Match& m) {
    Node text = m["text"], part = m["part"];
    if (part.is_any({Kind::keyword_argument, Kind::list_splat, Kind::dictionary_splat})) return silent;
    // `column.str.find(…)` works item by item.
    if (text.is(Kind::attribute) && text.child(Field::attribute).text() == "str") return silent;
    bool counts = false;
    for (Node n : m.at.descendants())
        if (n.is(Kind::attribute) && n.child(Field::object).within(m.at) && same_code(n.child(Field::object), text))
            counts = counts || n.child(Field::attribute).text() == "count";
    Type type = m.ask.type(text);
    constexpr std::uint32_t wanted = Type::str | Type::bytes | Type::list | Type::tuple;
    if (type.known() && !type.only(counts ? wanted : Type::str | Type::bytes | Type::instance)) return silent;
    bool texts = part.is_any({Kind::string, Kind::concatenated_string});
    if (counts && !texts && !type.only(wanted)) return silent;
    bool absent = m.index() == 1;
    Edits edits(m);
    if (!m.ask.pure(part) && !m.ask.pure(text)) edits.give_up();  // their order of evaluation would change
    edits.replace(m.at, code_for(part, bit_or, false) + (absent ? " not in " : " in ") + code_for(text, bit_or, false));
    return found(m.span, edits);
}

}  // namespace zen::rules
