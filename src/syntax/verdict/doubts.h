// What the searches for doubts share: the tree, what they ask of it, and the list that they fill.
#pragma once
#include <initializer_list>
#include <string_view>
#include <vector>

#include "syntax/verdict/suspects.h"

namespace zen::verdict::doubts {

using zen::Kind;
using zen::Node;

// Expressions that bind more loosely than `or`, and so need parentheses almost everywhere.
inline bool loose(Kind k) {
    return k == Kind::lambda || k == Kind::conditional_expression || k == Kind::named_expression ||
           k == Kind::as_pattern;
}
// More loosely than `|`.
inline bool looser_than_bits(Kind k) {
    return loose(k) || k == Kind::not_operator || k == Kind::boolean_operator || k == Kind::comparison_operator;
}
inline bool among(Kind k, std::initializer_list<Kind> kinds) {
    for (Kind other : kinds)
        if (k == other) return true;
    return false;
}

struct Doubts {
    const zen::Tree& tree;
    std::string_view text;
    std::vector<Suspicion> out;

    void suspect(NodeId id, Suspicion::Sort sort = Suspicion::code) { out.push_back({id, sort}); }
    char byte(std::size_t at) const { return at < text.size() ? text[at] : '\0'; }
    Kind kind(NodeId id) const { return tree.nodes[id].kind; }
    Kind parent_kind(const NodeRecord& n) const { return kind(n.parent); }
    Node node(NodeId id) const { return Node(tree, id); }
    // The sibling right behind, tokens included; the parent where there is none.
    Kind next_kind(const NodeRecord& n) const {
        NodeId id = n.next;
        const NodeId end = tree.nodes[n.parent].next;
        while (id < end && (tree.nodes[id].flags & NodeRecord::extra)) id = tree.nodes[id].next;
        return id < end ? kind(id) : Kind::nothing;
    }
    bool has_comma(NodeId id) const {
        for (NodeId c = id + 1; c < tree.nodes[id].next; c = tree.nodes[c].next)
            if (kind(c) == Kind::op_comma) return true;
        return false;
    }
    Kind last_token(NodeId id) const {
        Kind last = Kind::nothing;
        for (NodeId c = id + 1; c < tree.nodes[id].next; c = tree.nodes[c].next)
            if (!(tree.nodes[c].flags & NodeRecord::extra)) last = kind(c);
        return last;
    }
};

}  // namespace zen::verdict::doubts
