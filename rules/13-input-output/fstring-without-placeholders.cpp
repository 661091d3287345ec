// Removes the `f`, and halves the braces.
#include <set>

#include "rule.h"

namespace zen::rules {

namespace {

// The rows of adjacent literals of which one has a placeholder.
struct FstringWithoutPlaceholdersRows {
    std::set<NodeId> filled;

    explicit FstringWithoutPlaceholdersRows(const Model& ask) {
        const Tree& tree = ask.tree();
        for (NodeId id = 0; id < tree.nodes.size(); ++id) {
            if (tree.nodes[id].kind != Kind::interpolation) continue;
            Node row = Node(tree, id).parent().parent();
            if (row.is(Kind::concatenated_string)) filled.insert(row.id());
        }
    }
};

}  // namespace

Verdict fstring_without_placeholders(const Match& m) {
    Node start = m.at.child(0u), row = m.at.parent();
    std::size_t letter = start.text().find_first_of("fF");
    if (letter == std::string_view::npos || row.is(Kind::format_specifier)) return silent;
    std::string_view text = m.at.text();
    std::string plain(text.substr(0, letter));
    std::size_t done = letter + 1;
    for (Node part : m.at.descendants()) {
        if (part.is(Kind::interpolation)) return silent;
        if (!part.is(Kind::escape_interpolation)) continue;
        std::size_t at = part.start() - m.at.start();
        plain += text.substr(done, at - done);
        done = at + 1;
    }
    if (row.is(Kind::concatenated_string) && m.of_file<FstringWithoutPlaceholdersRows>().filled.contains(row.id()))
        return silent;
    plain += text.substr(done);
    Edits edits(m);
    edits.replace(m.span, plain);
    return found(m.at, edits);
}

}  // namespace zen::rules
