// The names of a target, whatever tuples and lists they are nested in.
#include <algorithm>
#include <unordered_set>

#include "rule.h"

namespace zen::rules {

namespace {

// Names that say that the value is not wanted.
bool redeclared_target_ignored(std::string_view name) {
    constexpr std::string_view words[] = {"_", "dummy", "unused", "ignore", "nil", "junk"};
    return std::ranges::any_of(words, [&](std::string_view w) { return name.starts_with(w); });
}

}  // namespace

Verdict redeclared_target(const Match& m) {
    if (m.at.parent().is_any({Kind::pattern_list, Kind::tuple_pattern, Kind::list_pattern, Kind::list_splat_pattern}))
        return silent;  // the whole target decides
    Node value = m.at.parent().child(Field::right);
    if (value.is(Kind::attribute) && value.child(Field::attribute).text() == "shape") return silent;
    std::unordered_set<std::string_view> seen;
    for (Node n : m.at.descendants()) {
        Node up = n.parent();
        if (!n.is(Kind::identifier) ||
            !up.is_any({Kind::pattern_list, Kind::tuple_pattern, Kind::list_pattern, Kind::list_splat_pattern}) ||
            redeclared_target_ignored(n.text()))
            continue;
        if (!seen.insert(n.text()).second)
            return found(m.at, m.message("`$x` occurs twice in this target: its first value is lost",
                                         {{"x", std::string(n.text())}}));
    }
    return silent;
}

}  // namespace zen::rules
