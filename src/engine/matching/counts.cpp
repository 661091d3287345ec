#include "engine/matching/counts.h"

#include <algorithm>

#include "semantics/code/functions.h"

namespace zen {

Node definition_of(Node n) {
    return n.is(Kind::decorated_definition) ? n.child(Field::definition) : n;
}

std::size_t count_of(const Match& match, Clause::Unit unit, std::vector<Node> nodes) {
    using Unit = Clause::Unit;
    if (unit == Unit::lines) {
        if (nodes.empty()) return 0;
        std::string_view text = match.ask.tree().text;
        text = text.substr(nodes.front().start(), nodes.back().end() - nodes.front().start());
        return static_cast<std::size_t>(std::ranges::count(text, '\n')) + 1;
    }
    if (nodes.size() == 1) {
        Node one = definition_of(nodes[0]);
        if (unit == Unit::parameters && one.is_any({Kind::function_definition, Kind::lambda}))
            return parameters(one).size();
        if (one.is(Kind::call) && unit != Unit::parameters) nodes = one.child(Field::arguments).children().list();
    }
    return static_cast<std::size_t>(std::ranges::count_if(nodes, [&](Node n) {
        const bool star = n.is_any({Kind::list_splat, Kind::dictionary_splat});
        switch (unit) {
            case Unit::positional_arguments:
                return !star && !n.is(Kind::keyword_argument);
            case Unit::keyword_arguments:
                return n.is(Kind::keyword_argument);
            case Unit::parameters:
                return !n.is_any({Kind::keyword_separator, Kind::positional_separator});
            default:
                return true;
        }
    }));
}

}  // namespace zen
