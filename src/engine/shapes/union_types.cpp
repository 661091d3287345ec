#include "engine/shapes/union_types.h"

#include <string>
#include <string_view>

#include "semantics/types/annotations.h"

namespace zen {

namespace {

Node bare(Node n) {
    while (n.is_any({Kind::type, Kind::parenthesized_expression}) && n.child(0u)) n = n.child(0u);
    return n;
}

bool is_row(Node n) {
    return n.is(Kind::union_type) || (n.is(Kind::binary_operator) && n.child(Field::operator_).is(Kind::op_bar));
}

// "Union" or "Optional" for `Union[…]` and `Optional[…]` of `typing`; else "".
std::string_view typing_union(const Model& model, Node n) {
    if (!n.is_any({Kind::generic_type, Kind::subscript})) return "";
    std::string name = model.qualified(n.child(0u));
    return is_typing(name, "Union") ? "Union" : is_typing(name, "Optional") ? "Optional" : "";
}

// The code in the brackets of `Union[…]`.
std::vector<Node> in_brackets(Node n) {
    std::vector<Node> items;
    for (Node name = n.child(0u), item = name.next_sibling(); item; item = item.next_sibling()) items.push_back(item);
    if (items.size() == 1 && items[0].is_any({Kind::type_parameter, Kind::tuple})) items = items[0].children().list();
    return items;
}

}  // namespace

std::vector<UnionMember> union_members(const Model& model, Node type) {
    std::vector<UnionMember> out;
    Node whole = bare(type);
    if (!is_row(whole) && typing_union(model, whole).empty()) return out;
    if (is_row(whole)) {
        Node up = whole.parent();
        while (up.is_any({Kind::type, Kind::parenthesized_expression})) up = up.parent();
        if (is_row(up)) return out;
    }
    struct Open {
        Node node;
        bool nested;
        bool optional;  // the None of an `Optional` that is through
    };
    std::vector<Open> open = {{whole, false, false}};
    while (!open.empty()) {
        auto [node, nested, optional] = open.back();
        open.pop_back();
        if (optional) {
            out.push_back({node, true, nested});
            continue;
        }
        Node n = bare(node);
        std::string_view named = typing_union(model, n);
        if (is_row(n)) {
            // In parentheses it is a union in the union; a row without them is one.
            const bool inner = nested || (n != whole && node.is(Kind::parenthesized_expression));
            std::vector<Node> sides;
            for (Node side : n.children())
                if (!side.is(Kind::op_bar)) sides.push_back(side);
            for (auto it = sides.rbegin(); it != sides.rend(); ++it) open.push_back({*it, inner, false});
        } else if (!named.empty()) {
            const bool inner = nested || n != whole;
            if (named == "Optional") open.push_back({n, inner, true});
            std::vector<Node> items = in_brackets(n);
            for (auto it = items.rbegin(); it != items.rend(); ++it) open.push_back({*it, inner, false});
        } else {
            out.push_back({n, n.is(Kind::none), nested});
        }
    }
    return out;
}

Node whole_union(Node at, bool by_name) {
    if (by_name) {
        const std::optional<TypeArguments> arguments = type_arguments(at);
        return arguments ? arguments->whole : Node();
    }
    if (!is_row(at)) return {};
    const Node up = at.parent();
    const bool longer = up.is(at.kind()) || (up.is(Kind::type) && up.parent().is(at.kind()));
    return longer ? Node() : at;
}

bool inside_type(Node n) {
    for (int depth = 0; n && !is_statement(n.kind()) && depth < 100; n = n.parent(), ++depth)
        if (n.is(Kind::type)) return true;
    return false;
}

}  // namespace zen
