#include "semantics/ascent.h"

#include <algorithm>
#include <array>

#include "semantics/model_data.h"

namespace zen {
namespace {

// Kinds that nest in themselves and each other as deep as the code likes.
constexpr auto nests = [] {
    std::array<bool, kind_bound> out{};
    for (Kind k : {Kind::assignment, Kind::attribute, Kind::await, Kind::argument_list, Kind::binary_operator,
                   Kind::boolean_operator, Kind::call, Kind::comparison_operator, Kind::conditional_expression,
                   Kind::dictionary, Kind::keyword_argument, Kind::list, Kind::not_operator, Kind::pair,
                   Kind::parenthesized_expression, Kind::set, Kind::subscript, Kind::tuple, Kind::unary_operator})
        out[static_cast<unsigned>(k)] = true;
    return out;
}();

bool nesting(Kind kind) {
    const auto k = static_cast<unsigned>(kind);
    return k < kind_bound && nests[k];
}

}  // namespace

bool DeepExpression::reaches(NodeId id) const {
    if (id < first || id >= end) return false;
    auto behind = std::ranges::upper_bound(apart, id, {}, &std::pair<NodeId, NodeId>::first);
    return behind == apart.begin() || std::prev(behind)->second <= id;
}

Node Ascent::leap(Node node) const {
    const Tree& tree = model_.tree();
    if (!node || !nesting(node.kind())) return node.parent();
    DeepExpression& deep = model_.data().deep;
    if (!deep.reaches(node.id())) {
        Node top = node;
        for (Node up = node.parent(); up && nesting(up.kind()); up = up.parent()) top = up;
        deep.first = top.id();
        deep.end = top.record().next;
        deep.apart.clear();
        for (NodeId id = deep.first; id < deep.end;) {
            const NodeRecord& n = tree.nodes[id];
            if (!nesting(n.kind) && n.next > id + 1) {
                deep.apart.emplace_back(id, n.next);
                id = n.next;
            } else {
                ++id;
            }
        }
    }
    return node.id() == deep.first ? node.parent() : Node(tree, deep.first);
}

Node statement_of(const Model& model, Node node) {
    Ascent up(model);
    while (node && !is_statement(node.kind())) node = up(node);
    return node;
}

bool under_type_checking(Node code) {
    for (Node block = code.parent(); block; block = block.parent()) {
        const Node owner = block.parent();
        if (!owner.is(Kind::if_statement) || block.field() != Field::consequence) continue;
        const std::string_view test = unparenthesized(owner.child(Field::condition)).text();
        if (test == "TYPE_CHECKING" || test.ends_with(".TYPE_CHECKING")) return true;
    }
    return false;
}

}  // namespace zen
