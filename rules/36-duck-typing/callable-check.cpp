// Is only the truth value of `getattr` used?
#include "rule.h"

namespace zen::rules {

Verdict callable_check(const Match& m) {
    Node function = m.at.child(Field::function), list = m.at.child(Field::arguments);
    bool has = m.ask.means(function, "hasattr");
    if (!has && !m.ask.means(function, "getattr")) return silent;
    if (!list.is(Kind::argument_list) || list.child_count() != (has ? 2u : 3u)) return silent;
    for (Node argument : list.children())
        if (argument.is_any({Kind::keyword_argument, Kind::list_splat, Kind::dictionary_splat})) return silent;
    Node object = list.child(0u), name = list.child(1u);
    if (!name.is(Kind::string) || !name.has_children(3) || name.child(1u).text() != "__call__") return silent;
    if (name.child(0u).text().find_first_of("bBfF") != std::string_view::npos) return silent;
    std::string message = m.message("this tests whether `$object` can be called: use `callable($object)`",
                                    {{"object", short_code(object.text(), 40)}});
    Edits edits(m);
    if (!has && !boolean_context(m.at)) return found(m.at, message);
    edits.replace(m.at, edits.name("callable") + "(" + code_for(object, lambda_level, true) + ")");
    return found(m.at, edits, message);
}

}  // namespace zen::rules
