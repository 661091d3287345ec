// Questions about an expression alone: is it pure, constant, cheap, does it build something new.
#include <algorithm>

#include "semantics/model.h"

namespace zen {
namespace {

// Kinds that a constant may hold, besides tokens.
bool literal_kind(Kind kind) {
    switch (kind) {
        case Kind::integer:
        case Kind::float_:
        case Kind::true_:
        case Kind::false_:
        case Kind::none:
        case Kind::ellipsis:
        case Kind::string:
        case Kind::string_start:
        case Kind::string_content:
        case Kind::string_end:
        case Kind::escape_sequence:
        case Kind::escape_interpolation:
        case Kind::concatenated_string:
        case Kind::parenthesized_expression:
        case Kind::expression_list:
        case Kind::tuple:
        case Kind::unary_operator:
        case Kind::comment:
        case Kind::line_continuation:
            return true;
        default:
            return false;
    }
}

// Kinds that a pure expression may hold, besides tokens.
bool pure_kind(Kind kind) {
    switch (kind) {
        case Kind::identifier:
        case Kind::attribute:
        case Kind::subscript:
        case Kind::slice:
        case Kind::interpolation:
        case Kind::format_specifier:
        case Kind::format_expression:
        case Kind::type_conversion:
        case Kind::list:
        case Kind::set:
        case Kind::dictionary:
        case Kind::pair:
        case Kind::binary_operator:
        case Kind::boolean_operator:
        case Kind::not_operator:
        case Kind::comparison_operator:
        case Kind::conditional_expression:
        case Kind::lambda:
            return true;
        default:
            return literal_kind(kind);
    }
}

// Calls of these make a new mutable object.
constexpr std::string_view makers[] = {"bytearray",
                                       "collections.ChainMap",
                                       "collections.Counter",
                                       "collections.OrderedDict",
                                       "collections.UserDict",
                                       "collections.UserList",
                                       "collections.defaultdict",
                                       "collections.deque",
                                       "dict",
                                       "list",
                                       "set"};

}  // namespace

bool Model::pure(Node expression) const {
    if (!expression || expression.damaged()) return false;
    const auto& nodes = tree().nodes;
    for (NodeId i = expression.id(); i < expression.record().next;) {
        const NodeRecord& node = nodes[i];
        if ((node.flags & NodeRecord::named) && !pure_kind(node.kind)) return false;
        i = node.kind == Kind::lambda ? node.next : i + 1;  // making a function does not run it
    }
    return true;
}

bool Model::constant(Node expression) const {
    if (!expression || expression.damaged()) return false;
    for (Node n : expression.descendants())
        if (n.named() && !literal_kind(n.kind())) return false;
    return true;
}

bool Model::cheap(Node expression) const {
    Node n = unparenthesized(expression);
    while (n.is(Kind::attribute)) n = unparenthesized(n.child(Field::object));
    if (n.is(Kind::identifier)) return true;
    if (n != unparenthesized(expression)) return constant(n);  // "".join
    if (n.is_any({Kind::list, Kind::dictionary, Kind::tuple})) return n.has_children(0) || constant(n);
    return constant(n);
}

bool Model::builds_mutable(Node expression) const {
    Node n = unparenthesized(expression);
    switch (n.kind()) {
        case Kind::list:
        case Kind::dictionary:
        case Kind::set:
        case Kind::list_comprehension:
        case Kind::dictionary_comprehension:
        case Kind::set_comprehension:
            return true;
        case Kind::binary_operator:  // `[0] * n`, `[1] + rest`; the chain leans to the left
            for (; n.is(Kind::binary_operator); n = unparenthesized(n.child(Field::left)))
                if (n.child(Field::right).is_any({Kind::list, Kind::set, Kind::dictionary})) return true;
            return n.is_any({Kind::list, Kind::set, Kind::dictionary});
        case Kind::call: {
            Node function = n.child(Field::function);
            return std::ranges::any_of(makers, [&](std::string_view maker) { return means(function, maker); });
        }
        default:
            return false;
    }
}

}  // namespace zen
