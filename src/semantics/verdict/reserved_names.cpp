#include "semantics/verdict/reserved_names.h"

#include <string_view>

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
    if (tree.text.find(reserved) == tree.text.npos) return out;
    auto assigned = [&](Node at) { out.emplace_back(at, "cannot assign to __debug__"); };
    auto deleted = [&](Node at) { out.emplace_back(at, "cannot delete __debug__"); };
    for (const Reference& r : model.references()) {
        const Node at(tree, r.node);
        const bool annotated = at.field() == Field::left && at.parent().is(Kind::assignment);  // and not assigned
        if (model.name(r.name) != reserved || !(r.writes() || annotated)) continue;
        if (r.access != Access::del)
            assigned(at);
        else if (minor >= 10)
            deleted(at);
    }
    for (NodeId id = 0; id < tree.nodes.size(); ++id) {
        const Node n(tree, id);
        if (!n.is(Kind::attribute) || n.child(Field::attribute).text() != reserved) continue;
        const Use use = use_of(n);
        if (use == Use::store || (use == Use::augmented && (minor < 9 || minor >= 14)))
            assigned(n);
        else if (use == Use::del && minor >= 14)
            deleted(n);
    }
    return out;
}

}  // namespace zen
