// What stands in the brackets of a `Literal`, one kind of finding a match.
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

// The value, without the `type` that the grammar puts around it in annotations.
Node literal_simplification_value(Node item) {
    while (item.is(Kind::type)) item = item.child(0u);
    return unparenthesized(item);
}

// The values, those of a `Literal` in it included.
void literal_simplification_values(const Match& m, Node item, std::vector<Node>& out, int depth) {
    item = literal_simplification_value(item);
    std::optional<TypeArguments> inner;
    constexpr int deepest = 10;
    if (depth < deepest && item.is_any({Kind::subscript, Kind::generic_type}) &&
        m.ask.means(item.child(0u), "typing.Literal"))
        inner = type_arguments(item.child(0u));
    if (!inner) return out.push_back(item);
    for (Node n : inner->items) literal_simplification_values(m, n, out, depth + 1);
}

}  // namespace

Verdict literal_simplification(const Match& m) {
    std::optional<TypeArguments> arguments = type_arguments(m.at);
    if (!arguments) return silent;
    std::vector<Node> items;
    for (Node item : arguments->items) items.push_back(literal_simplification_value(item));
    auto first = [&](Kind kind) {
        auto it = std::ranges::find_if(items, [&](Node n) { return n.is(kind); });
        return it == items.end() ? Node() : *it;
    };
    switch (m.index()) {
        case 0: {
            if (m.at.parent().is_any({Kind::subscript, Kind::generic_type}))
                for (Node up = m.at.parent().parent(); up && !is_statement(up.kind()); up = up.parent())
                    if (up.is_any({Kind::subscript, Kind::generic_type}) && m.ask.means(up.child(0u), "typing.Literal"))
                        return silent;  // the outer one has its values
            items.clear();
            for (Node item : arguments->items) literal_simplification_values(m, item, items, 0);
            for (std::size_t i = 0; i < items.size() && items.size() < 200; ++i)
                for (std::size_t j = 0; j < i; ++j)
                    if (items[i].kind() == items[j].kind() && same_code(items[i], items[j]))
                        return found(items[i], m.message("`$item` is in this `Literal` twice: remove one",
                                                         {{"item", items[i].text()}}));
            return silent;
        }
        case 1: {
            Node none = first(Kind::none);
            if (!none) return silent;
            bool only = std::ranges::all_of(items, [](Node n) { return n.is(Kind::none); });
            return found(none,
                         only ? "`Literal[None]` is `None`" : "`None` needs no `Literal`: write `Literal[...] | None`");
        }
        case 2:
            return first(Kind::true_) && first(Kind::false_)
                       ? found(arguments->whole, "`Literal[True, False]` is `bool`: use `bool`")
                       : silent;
        default:
            for (Node item : items)
                if (item.is_any({Kind::subscript, Kind::generic_type}) && m.ask.means(item.child(0u), "typing.Literal"))
                    return found(item, "a `Literal` in a `Literal`: write its values in the outer one");
            return silent;
    }
}

}  // namespace zen::rules
