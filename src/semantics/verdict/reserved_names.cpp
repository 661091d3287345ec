#include "semantics/verdict/reserved_names.h"

#include <string_view>

#include "text/formatted.h"
#include "text/normal_form.h"

namespace zen {
namespace {

constexpr std::string_view reserved = "__debug__";

enum class Use { none, store, augmented, del };

// What is done to the attribute as a target.
Use use_of(Node attribute) {
    Node from = attribute, up = attribute.parent();
    while (up.is_any({Kind::pattern_list, Kind::tuple_pattern, Kind::list_pattern, Kind::tuple, Kind::list,
                      Kind::expression_list, Kind::parenthesized_expression, Kind::list_splat_pattern,
                      Kind::list_splat})) {
        from = up;
        up = up.parent();
    }
    const bool left = from.field() == Field::left;
    switch (up.kind()) {
        case Kind::assignment:
        case Kind::for_statement:
        case Kind::for_in_clause:
            return left ? Use::store : Use::none;
        case Kind::augmented_assignment:
            return left ? Use::augmented : Use::none;
        case Kind::as_pattern_target:
            return Use::store;
        case Kind::delete_statement:
            return Use::del;
        default:
            return Use::none;
    }
}

}  // namespace

// As compile() of 3.8 to 3.15 has it.
std::vector<std::pair<Node, std::string>> reserved_name_mistakes(const Model& model, int minor) {
    std::vector<std::pair<Node, std::string>> out;
    const Tree& tree = model.tree();
    // Letters of the mathematical alphabets and those of full width are plain ones to Python (PEP 3131).
    const bool other_letters =
        tree.text.find("\xF0\x9D") != tree.text.npos || tree.text.find("\xEF\xBD") != tree.text.npos;
    if (!other_letters && tree.text.find(reserved) == tree.text.npos) return out;
    auto assigned = [&](Node at) { out.emplace_back(at, "cannot assign to __debug__"); };
    auto deleted = [&](Node at) { out.emplace_back(at, "cannot delete __debug__"); };
    for (const Reference& r : model.references()) {
        const Node at(tree, r.node);
        Node target = at;
        while (minor < 14 && target.parent().is(Kind::parenthesized_expression)) target = target.parent();
        // … and not assigned
        const bool annotated = target.field() == Field::left && target.parent().is(Kind::assignment);
        if (model.name(r.name) != reserved || !(r.writes() || annotated)) continue;
        const bool imported = at.parent().is(Kind::dotted_name) && !at.parent().has_children(1);
        if (r.access != Access::del) {
            if (!imported || minor >= 9) assigned(at);
        } else if (minor >= 10)
            deleted(at);
    }
    for (NodeId id = 0; id < tree.nodes.size(); ++id) {
        const Node n(tree, id);
        if (other_letters && minor >= 14 && n.is(Kind::identifier)) {
            const std::string normal = normal_form(n.text());
            if (normal == "True" || normal == "False" || normal == "None")
                out.emplace_back(n, formatted("identifier field can't represent '{}' constant", normal));
        }
        if (!n.is(Kind::attribute) || stored_identifier(n.child(Field::attribute).text()) != reserved) continue;
        const Use use = use_of(n);
        if (use == Use::store || (use == Use::augmented && (minor < 9 || minor >= 14)))
            assigned(n);
        else if (use == Use::del && minor >= 14)
            deleted(n);
    }
    return out;
}

}  // namespace zen
