#include "semantics/code/arguments.h"

namespace zen {

Node argument(Node call, std::string_view keyword, int position) {
    int at = 0;
    bool counted = true;
    const Node arguments = call.child(Field::arguments);
    if (arguments.is(Kind::generator_expression)) return position == 0 ? arguments : Node();  // `f(x for x in y)`
    for (Node a : arguments.children()) {
        if (a.is(Kind::keyword_argument)) {
            if (a.child(Field::name).text() == keyword) return a.child(Field::value);
        } else if (a.is(Kind::list_splat)) {
            counted = false;
        } else if (!a.is(Kind::dictionary_splat) && counted && at++ == position) {
            return a;
        }
    }
    return {};
}

Node sole_argument(Node call) {
    Node arguments = call.child(Field::arguments), only = arguments.child(0u);
    bool plain = arguments.is(Kind::argument_list) && arguments.has_children(1) &&
                 !only.is_any({Kind::list_splat, Kind::dictionary_splat, Kind::keyword_argument});
    return plain ? only : Node();
}

bool starred(Node call) {
    for (Node a : call.child(Field::arguments).children())
        if (a.is_any({Kind::list_splat, Kind::dictionary_splat})) return true;
    return false;
}

std::optional<std::vector<Node>> bound_arguments(Node call, std::span<const std::string_view> parameters,
                                                 std::size_t positional) {
    if (starred(call)) return std::nullopt;
    std::vector<Node> bound(parameters.size());
    std::size_t next = 0;
    for (Node a : call.child(Field::arguments).children()) {
        std::size_t to = next;
        if (a.is(Kind::keyword_argument)) {
            for (to = 0; to < parameters.size() && parameters[to] != a.child(Field::name).text();) ++to;
            a = a.child(Field::value);
        } else if (next++ >= positional) {
            return std::nullopt;
        }
        if (to >= parameters.size() || bound[to]) return std::nullopt;
        bound[to] = a;
    }
    return bound;
}

}  // namespace zen
