// The dict's keys must not be known, or be something else than pairs.
#include <unordered_map>

#include "rule.h"

namespace zen::rules {

namespace {

// The dicts that are filled or looked up under something else than strings and ints, or by code out of sight.
class UnpackedDicts {
  public:
    explicit UnpackedDicts(const Model&) {}

    bool of_pairs(const Model& ask, BindingId id) const {
        auto [known, fresh] = known_.try_emplace(id, false);
        if (fresh)
            for (const Reference* r : ask.references_of(id)) known->second = known->second || doubtful(ask, *r);
        return known->second;
    }

  private:
    static bool doubtful(const Model& ask, const Reference& r) {
        const Node use(ask.tree(), r.node), up = use.parent();
        if (up.is(Kind::subscript) && use.field() == Field::value)
            return !up.has_children(2) ||  // `ages["Ada", 1]`, whose key is a tuple
                   !unparenthesized(up.child(Field::subscript))
                        .is_any({Kind::string, Kind::integer, Kind::concatenated_string});
        if (r.access != Access::load) return false;
        return up.is(Kind::argument_list) ||
               (up.is(Kind::attribute) && up.parent().is(Kind::call) &&
                (up.child(Field::attribute).text() == "update" || up.child(Field::attribute).text() == "setdefault"));
    }

    mutable std::unordered_map<BindingId, bool> known_;
};

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
    const Binding* binding = m.ask.binding(dict);
    if (!binding) return silent;
    if (!key.known() &&
        m.of_file<UnpackedDicts>().of_pairs(m.ask, static_cast<BindingId>(binding - m.ask.bindings().data())))
        return silent;
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
