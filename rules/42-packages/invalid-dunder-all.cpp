// What the display that is stored in `__all__` holds.
#include <set>

#include "rule.h"

namespace zen::rules {

Verdict invalid_dunder_all(const Match& m) {
    Node target = m.at.is(Kind::call) ? m.at.child(Field::function).child(Field::object) : m.at.child(Field::left);
    if (target.text() != "__all__" || m.ask.scopes()[m.ask.scope_of(m.at)].sort != Scope::module) return silent_for_all;
    Node value = unparenthesized(m.at.is(Kind::call) ? sole_argument(m.at) : m.at.child(Field::right));
    if (!value.is_any({Kind::list, Kind::tuple, Kind::expression_list})) return silent;
    const bool twice = m.index() == 3;
    std::set<std::string_view> names;
    for (Node item : value.children()) {
        Node plain = unparenthesized(item);
        if (twice) {
            // Something else among them: the list is made of variables.
            if (!plain.is_any({Kind::string, Kind::identifier})) return silent;
            continue;
        }
        if (plain.is_any({Kind::integer, Kind::float_, Kind::none, Kind::true_, Kind::false_, Kind::lambda, Kind::list,
                          Kind::dictionary}))
            return found(plain, m.message("`__all__` must contain strings: `$item` is not a string",
                                          {{"item", short_code(plain.text(), 40)}}));
    }
    if (!twice) return silent;
    for (Node item : value.children())
        if (std::string_view text = unparenthesized(item).child(1u).text(); !text.empty() && !names.insert(text).second)
            return found(item, m.message("`$name` is in `__all__` twice: remove one", {{"name", text}}));
    return silent;
}

}  // namespace zen::rules
