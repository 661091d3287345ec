// A short display of names and words, joined by a literal.
#include "rule.h"

namespace zen::rules {

namespace {

// Does the same expression join another iterable by the same string, `"|".join([A, B]) + "|".join(names)`? Then the two
// calls show that alike. Only a few hundred nodes are looked at.
bool static_join_beside_another(const Match& m, Node glue) {
    constexpr int looked_at = 300;
    Node whole = m.at;
    while (whole.parent() && !is_statement(whole.parent().kind()) && !is_function(whole.parent().kind()))
        whole = whole.parent();
    if (whole.is(Kind::block)) return false;
    int seen = 0;
    for (Node n : whole.descendants()) {
        if (++seen > looked_at) return false;
        if (!n.is(Kind::call) || n == m.at) continue;
        const Node function = n.child(Field::function), joined = sole_argument(n);
        if (function.child(Field::attribute).text() == "join" && same_code(function.child(Field::object), glue) &&
            joined && !joined.is_any({Kind::list, Kind::tuple}))
            return true;
    }
    return false;
}

}  // namespace

Verdict static_join(const Match& m) {
    Node glue = unparenthesized(m.at.child(Field::function).child(Field::object)), list = sole_argument(m.at);
    auto plain = [](Node n) {
        return n.is(Kind::string) && n.text().find_first_of("\\{}\n") == std::string_view::npos &&
               n.child(0u).text().size() == 1;
    };
    if (!plain(glue) || !list.is_any({Kind::list, Kind::tuple})) return silent;
    unsigned count = list.child_count(), names = 0;
    if (count < 2 || count > 4) return silent;
    std::string between(glue.text().substr(1, glue.text().size() - 2)), text;
    for (Node item : list.children()) {
        if (!text.empty() || item != list.child(0u)) text += between;
        // `clean()` and `user.name()` are as short as a name.
        bool call = item.is(Kind::call) && item.child(Field::arguments).is(Kind::argument_list) &&
                    item.child(Field::arguments).has_children(0);
        Node chain = call ? item.child(Field::function) : item;
        while (chain.is(Kind::attribute)) chain = chain.child(Field::object);
        if (plain(item)) {
            text += item.text().substr(1, item.text().size() - 2);
        } else if (chain.is(Kind::identifier)) {
            append(text, "{{{}}}", item.text());
            ++names;
        } else {
            return silent;
        }
    }
    // Literals alone are often alternatives or lines, which are easier to read one by one.
    if ((names == 0) != (m.index() == 1) || m.ask.has_comment(m.span) || static_join_beside_another(m, glue))
        return silent;
    std::string quote = text.find('"') == std::string::npos ? "\"" : "'";
    if (text.find(quote) != std::string::npos || m.at.parent().is(Kind::interpolation)) return silent;
    for (Node up = m.at.parent(); up && !is_statement(up.kind()); up = up.parent())
        if (up.is(Kind::interpolation)) return silent;
    text = formatted("{}{}{}{}", names == 0 ? "" : "f", quote, text, quote);
    Edits edits(m);
    edits.replace(m.at, text);
    return found(m.span, edits, m.message("a fixed list is joined: write `$text`", {{"text", short_code(text)}}));
}

}  // namespace zen::rules
