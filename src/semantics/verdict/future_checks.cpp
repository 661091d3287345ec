#include "semantics/verdict/future_checks.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "syntax/innermost.h"
#include "text/formatted.h"

namespace zen {
namespace {

constexpr std::string_view too_late = "from __future__ imports must occur at the beginning of the file";

bool from_future(Node statement, int minor) {
    if (statement.is(Kind::future_import_statement)) return true;
    const Node module = statement.child(Field::module_name);
    return minor < 13 && statement.is(Kind::import_from_statement) && module.is(Kind::relative_import) &&
           module.last_child().text() == "__future__";
}

bool plain_string(Node n) {
    while (n.is(Kind::parenthesized_expression) && n.has_children(1)) n = n.child(0u);
    if (n.is(Kind::concatenated_string)) {
        for (Node part : n.children())
            if (!plain_string(part)) return false;
        return true;
    }
    const std::string_view text = n.text();
    return n.is(Kind::string) && text.find_first_of("bBfFtT") >= text.find_first_of("\"'");
}

// Is there code in front of the place that may not stand before such an import?
bool late(const Tree& tree, std::uint32_t at, int minor) {
    bool first = true;
    for (Node c : Node(tree, 0).children()) {
        if (c.start() >= at) return false;
        const bool documents = std::exchange(first, false) && c.is(Kind::expression_statement) && c.has_children(1) &&
                               plain_string(c.child(0u));
        if (!documents && !from_future(c, minor)) return true;
    }
    return false;
}

std::optional<std::string> unknown_feature(std::string_view feature) {
    if (feature == "braces") return "not a chance";
    constexpr std::array<std::string_view, 10> known = {
        "nested_scopes",  "generators",       "division",       "absolute_import", "with_statement",
        "print_function", "unicode_literals", "barry_as_FLUFL", "generator_stop",  "annotations"};
    if (std::ranges::find(known, feature) != known.end()) return std::nullopt;
    return formatted("future feature {} is not defined", feature);
}

std::size_t behind_blanks(std::string_view text, std::size_t at) {
    while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
    return at;
}

}  // namespace

std::optional<FutureMistake> future_mistake(Node n, int minor) {
    if (!from_future(n, minor)) return std::nullopt;
    if (!n.parent().is(Kind::module) || late(n.tree(), n.start(), minor))
        return FutureMistake{n.span(), true, std::string(too_late)};
    const Node module = n.child(Field::module_name);
    for (Node c : n.children()) {
        const Node name = c.is(Kind::aliased_import) ? c.child(Field::name) : c;
        if (!name.is(Kind::dotted_name) || name == module) continue;
        if (auto message = unknown_feature(name.text())) return FutureMistake{n.span(), false, *std::move(message)};
    }
    return std::nullopt;
}

std::vector<FutureMistake> future_stars(const Tree& tree, int minor) {
    std::vector<FutureMistake> out;
    constexpr std::string_view module = "__future__";
    const std::string_view text = tree.text;
    for (std::size_t at = text.find(module); at != text.npos; at = text.find(module, at + module.size())) {
        const std::size_t import = behind_blanks(text, at + module.size());
        if (text.substr(import, 6) != "import") continue;
        const std::size_t star = behind_blanks(text, import + 6);
        if (star >= text.size() || text[star] != '*') continue;
        std::size_t from = at;
        while (from > 0 && (text[from - 1] == ' ' || text[from - 1] == '\t')) --from;
        if (from < 4 || text.substr(from - 4, 4) != "from") continue;
        from -= 4;
        // In damage, or in a string or a comment?
        const Node around = innermost(tree, static_cast<std::uint32_t>(from));
        if (around.is_any({Kind::string_content, Kind::string, Kind::comment})) continue;
        const Span span{static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(star + 1)};
        FutureMistake& mistake = out.emplace_back();
        mistake.span = span;
        mistake.late = true;
        if (from > 0 && text[from - 1] != '\n')
            mistake.message = "import * only allowed at module level";
        else if (late(tree, span.start, minor))
            mistake.message = too_late;
        else
            mistake.late = false, mistake.message = *unknown_feature("*");
    }
    return out;
}

}  // namespace zen
