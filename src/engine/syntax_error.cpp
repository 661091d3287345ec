#include "engine/syntax_error.h"

#include <algorithm>

#include "engine/matching/match.h"

namespace zen {

std::optional<SyntaxError> syntax_error(const Tree& tree) {
    if (!tree.damaged()) return std::nullopt;
    for (std::size_t at = 0; (at = tree.text.find("<<<<<<< ", at)) != tree.text.npos; ++at)
        if (at == 0 || tree.text[at - 1] == '\n') {
            auto start = static_cast<std::uint32_t>(at);
            return SyntaxError{{start, start + 7},
                               "a merge conflict that nobody has resolved: keep one side and delete the markers"};
        }
    // Whatever holds damage is marked, so sound nodes need no look inside.
    for (NodeId id = 0; id < tree.nodes.size();
         id = tree.nodes[id].flags & NodeRecord::damaged ? id + 1 : tree.nodes[id].next) {
        const NodeRecord& n = tree.nodes[id];
        if (n.flags & NodeRecord::missing) {
            std::string what(kind_name(n.kind));
            if (what == "identifier")
                what = "a name";
            else if (n.flags & NodeRecord::named)
                what = "a " + what;
            else
                what = "`" + what + "`";
            return SyntaxError{{n.start, n.end}, "this does not parse: " + what + " is missing"};
        }
        if (n.kind != Kind::error) continue;
        Span span{n.start, n.end};
        std::string_view code = tree.text.substr(span.start, span.size());
        span.end = span.start + static_cast<std::uint32_t>(std::min(code.find('\n'), code.size()));
        code = tree.text.substr(span.start, span.size());
        return SyntaxError{
            span, code.empty() ? "this does not parse" : "this does not parse near `" + short_code(code, 40) + "`"};
    }
    return SyntaxError{{0, 0}, "this does not parse"};
}

}  // namespace zen
