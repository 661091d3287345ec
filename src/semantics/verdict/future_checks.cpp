#include "semantics/verdict/future_checks.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace zen {

std::optional<FutureMistake> future_mistake(Node n) {
    constexpr std::string_view late = "from __future__ imports must occur at the beginning of the file";
    for (Node c : n.children()) {
        const Node name = c.is(Kind::aliased_import) ? c.child(Field::name) : c;
        if (!name.is(Kind::dotted_name)) continue;
        const std::string_view feature = name.text();
        if (feature == "braces") return FutureMistake{false, "not a chance"};
        constexpr std::array<std::string_view, 10> known = {
            "nested_scopes",  "generators",       "division",       "absolute_import", "with_statement",
            "print_function", "unicode_literals", "barry_as_FLUFL", "generator_stop",  "annotations"};
        if (std::ranges::find(known, feature) == known.end())
            return FutureMistake{false, "future feature " + std::string(feature) + " is not defined"};
    }
    if (!n.parent().is(Kind::module)) return FutureMistake{true, std::string(late)};
    bool documented = false;
    for (Node c : n.parent().children()) {
        if (c == n) return std::nullopt;
        if (c.is(Kind::future_import_statement)) continue;
        const bool string =
            c.is(Kind::expression_statement) && c.child(0u).is_any({Kind::string, Kind::concatenated_string});
        if (!string || documented) return FutureMistake{false, std::string(late)};
        documented = true;
    }
    return std::nullopt;
}

}  // namespace zen
