#include "semantics/flow/handlers.h"

#include <algorithm>

#include "semantics/ascent.h"
#include "semantics/library/builtins.h"
#include "semantics/library/library.h"
#include "text/directive.h"

namespace zen {

Node handler_body(Node clause) {
    Node last = clause.last_child();
    return last.is(Kind::block) ? last : Node();
}

Node handler_name(Node clause) {
    Node value = clause.child(Field::value);
    return value.is(Kind::as_pattern) ? value.child(Field::alias).child(0u) : Node();
}

Span handler_head(Node clause) {
    Node value = clause.child(Field::value);
    return {clause.start(), value ? value.end() : clause.start() + 6};
}

std::vector<Node> handler_classes(Node clause) {
    Node value = clause.child(Field::value);
    if (value.is(Kind::as_pattern)) value = value.child(0u);
    value = unparenthesized(value);
    std::vector<Node> out;
    if (!value) return out;
    if (!value.is(Kind::tuple)) return {value};
    for (Node n : value.children())
        if (!n.is(Kind::comment)) out.push_back(unparenthesized(n));
    return out;
}

bool catches_too(const Model& model, Node wide, Node narrow) {
    if (!wide.is_any({Kind::identifier, Kind::attribute}) || !narrow.is_any({Kind::identifier, Kind::attribute}))
        return false;
    if (wide.text() == narrow.text()) return true;
    const std::string base = model.qualified(wide), name = model.qualified(narrow);
    // Every exception derives from it.
    if (base == "BaseException") return true;
    if (base.empty() || name.empty()) return false;
    if (base == name) return true;
    // `IOError` is another name of `OSError`.
    auto alias = [](std::string_view other) {
        std::string_view up = builtin_exception_base(other);
        return other == "IOError" || other == "EnvironmentError" || other == "WindowsError" ? up : other;
    };
    for (std::string_view up = name; !up.empty(); up = builtin_exception_base(up))
        if (up == alias(base)) return true;
    // `json.JSONDecodeError` is a `ValueError`.
    const std::uint16_t derived = library::class_index(name, model.target()),
                        root = library::class_index(alias(base), model.target());
    return derived != library::nothing && root != library::nothing && library::derives(derived, root, model.target());
}

bool explained(Node clause) {
    // A comment at the end of the last line hangs outside the clause.
    const Tree& tree = clause.tree();
    std::string_view text = tree.text;
    std::size_t end = std::min(text.find('\n', clause.end()), text.size());
    for (NodeId id = clause.id(); id < tree.nodes.size() && tree.nodes[id].start < end; ++id) {
        Node n(tree, id);
        if (!n.is(Kind::comment)) continue;
        std::string_view words = n.text().substr(std::min(n.text().find_first_not_of("#~ "), n.text().size()));
        if (!words.empty() && !words.starts_with("ZEN") && !is_directive(n.text())) return true;
    }
    return false;
}

Catches catches(const Model& model, Node clause) {
    Node value = clause.child(Field::value);
    if (!value) return Catches::bare;
    if (value.is(Kind::as_pattern)) value = value.child(0u);
    for (Node n : value.descendants()) {
        // Only what is listed: `errors.Exception` and `choose(Exception)` are other classes.
        if (!n.is(Kind::identifier) ||
            !(n == value || n.parent().is_any({Kind::tuple, Kind::parenthesized_expression})))
            continue;
        if (model.means(n, "Exception") || model.means(n, "BaseException")) return Catches::broad;
    }
    return Catches::named;
}

bool handled_around(const Model& model, Node n, std::span<const std::string_view> exceptions) {
    auto named = [&](Node name) {
        if (name.is(Kind::attribute)) name = name.child(Field::attribute);
        return std::ranges::find(exceptions, name.text()) != exceptions.end();
    };
    Ascent above(model);
    for (Node up = above(n); up && !is_function(up.kind()); n = up, up = above(up)) {
        if (!up.is(Kind::try_statement) || n.field() != Field::body) continue;
        for (Node clause : up.children())
            if (clause.is(Kind::except_clause) &&
                (catches(model, clause) != Catches::named || std::ranges::any_of(handler_classes(clause), named)))
                return true;
    }
    return false;
}

}  // namespace zen
