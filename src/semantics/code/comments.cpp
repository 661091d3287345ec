// Which comments go where a statement goes.
#include "semantics/code/comments.h"

#include <algorithm>

namespace zen {
namespace {

// The blanks between the line's start and the node; nothing when something else stands there.
std::string_view indentation(std::string_view text, std::uint32_t at) {
    std::uint32_t from = at;
    while (from > 0 && (text[from - 1] == ' ' || text[from - 1] == '\t' || text[from - 1] == '\f')) --from;
    return from == 0 || text[from - 1] == '\n' ? text.substr(from, at - from) : std::string_view("#");
}

}  // namespace

std::vector<Node> comments_above(Node statement) {
    std::vector<Node> found;
    if (!statement) return found;
    const Tree& tree = statement.tree();
    std::string_view indent = indentation(tree.text, statement.start());
    // Upwards, one comment line at a time. Comments are nodes of their own, in the order of the text.
    std::uint32_t line_start = statement.start();
    for (NodeId i = statement.id(); i-- > 0;) {
        const NodeRecord& node = tree.nodes[i];
        if (node.kind != Kind::comment) {
            if (node.end > node.start && node.end <= line_start && node.next == i + 1) break;
            continue;
        }
        std::string_view between = tree.text.substr(node.end, line_start - node.end);
        if (std::ranges::count(between, '\n') != 1 || between.find_first_not_of(" \t\r\f\n") != std::string_view::npos)
            break;
        if (indentation(tree.text, node.start) != indent) break;
        found.emplace_back(tree, i);
        line_start = node.start;
    }
    std::ranges::reverse(found);
    return found;
}

bool remarked_above(Node statement, std::string_view word) {
    return std::ranges::any_of(comments_above(statement), [&](Node n) { return n.text().find(word) != word.npos; });
}

std::vector<Node> comments_of(Node statement) {
    std::vector<Node> found = comments_above(statement);
    if (!statement) return found;
    const Tree& tree = statement.tree();
    // A comment further behind, on a line of many statements, is none of this one's.
    constexpr std::size_t furthest = 500;
    const std::string_view behind = tree.text.substr(statement.end(), furthest);
    const auto line_end = statement.end() + static_cast<std::uint32_t>(std::min(behind.find('\n'), behind.size()));
    if (tree.text.substr(statement.start(), line_end - statement.start()).find('#') == std::string_view::npos)
        return found;  // as nearly always, and quicker to see than in the nodes
    for (NodeId i = statement.id() + 1; i < tree.nodes.size() && tree.nodes[i].start < line_end; ++i)
        if (tree.nodes[i].kind == Kind::comment) found.emplace_back(tree, i);
    return found;
}

}  // namespace zen
