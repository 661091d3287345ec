// The dict's keys must not be known, or be something else than pairs.
#include "rule.h"

namespace zen::rules {

namespace {

// Is an item stored or looked up under a pair, anywhere in the file?
bool unpack_dict_of_pairs(const Match& m, Node dict) {
    const Binding* binding = m.ask.binding(dict);
    if (!binding) return true;
    const auto id = static_cast<BindingId>(binding - m.ask.bindings().data());
    for (const Reference* r : m.ask.references_of(id)) {
        const Node use(m.ask.tree(), r->node), up = use.parent();
        if (up.is(Kind::subscript) && use.field() == Field::value) {
            const Node key = unparenthesized(up.child(Field::subscript));
            if (!key.is_any({Kind::string, Kind::integer, Kind::concatenated_string})) return true;
        }
        // Filled by others: an argument, or a value that comes from elsewhere.
        if (r->access == Access::load && up.is(Kind::argument_list)) return true;
        if (r->access == Access::load && up.is(Kind::attribute) && up.parent().is(Kind::call) &&
            (up.child(Field::attribute).text() == "update" || up.child(Field::attribute).text() == "setdefault"))
            return true;
    }
    return false;
}

bool unpack_dict_literal_of_pairs(Node value) {
    for (Node item : value.children())
        if (!item.is(Kind::pair) ||
            !unparenthesized(item.child(Field::key)).is_any({Kind::string, Kind::integer, Kind::concatenated_string}))
            return true;
    return false;
}

}  // namespace

Verdict unpack_dict_without_items(const Match& m) {
    const Node target = unparenthesized(m.at.child(Field::left)), dict = unparenthesized(m.at.child(Field::right));
    if (!target.is_any({Kind::pattern_list, Kind::tuple_pattern}) || !target.has_children(2)) return silent;
    if (!dict.is(Kind::identifier)) return silent;
    const Type type = m.ask.type(dict);
    if (!type.only(Type::dict)) return silent;
    const Type key = type.argument(0);
    if (key.known() && !key.only(Type::str | Type::int_ | Type::float_ | Type::bytes)) return silent;
    if (!key.known() && unpack_dict_of_pairs(m, dict)) return silent;
    for (Node stored : m.ask.definitions(dict)) {
        const Node assignment = stored.parent();
        const Node value = assignment.is(Kind::assignment) ? unparenthesized(assignment.child(Field::right)) : Node();
        if (value && !(value.is(Kind::dictionary) && !unpack_dict_literal_of_pairs(value)) && !key.known())
            return silent;
    }
    Edits edits(m);
    edits.replace(m.at.child(Field::right), std::string(dict.text()) + ".items()");
    return found(Span{m.at.child(Field::left).start(), m.at.child(Field::right).end()}, std::move(edits),
                 m.message("this unpacks the keys of `$dict`: iterate over `$dict.items()`",
                           {{"dict", std::string(dict.text())}}));
}

}  // namespace zen::rules
