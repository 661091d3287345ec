#include "syntax/verdict/argument_doubts.h"

namespace zen::verdict::doubts {
namespace {

// `f(**a, *b)`
void behind_unpacked(Doubts& d, NodeId id, const NodeRecord& n) {
    for (NodeId c = n.parent + 1; c < id; c = d.tree.nodes[c].next)
        if (d.kind(c) == Kind::dictionary_splat) return d.suspect(id);
}

// The argument behind this one's comma; nothing if it is the last.
Kind after_comma(const Doubts& d, const NodeRecord& n) {
    const NodeId end = d.tree.nodes[n.parent].next;
    for (NodeId c = n.next; c < end; c = d.tree.nodes[c].next)
        if (!(d.tree.nodes[c].flags & NodeRecord::extra) && d.kind(c) != Kind::op_comma)
            return d.kind(c) == Kind::op_rparen ? Kind::nothing : d.kind(c);
    return Kind::nothing;
}

}  // namespace

void list_splat(Doubts& d, NodeId id, const NodeRecord& n) {
    // `[**a]`, which the tree has as `[*(*a)]`
    if (n.start > 0 && d.text[n.start - 1] == '*') return d.suspect(id);
    const Kind parent = d.parent_kind(n);
    if (!among(parent,
               {Kind::list, Kind::tuple, Kind::set, Kind::argument_list, Kind::expression_list, Kind::subscript}))
        return d.suspect(id);
    if (parent == Kind::argument_list) {
        // `f(a=1, *b, c)`
        const Kind next = after_comma(d, n);
        if (next == Kind::nothing || among(next, {Kind::keyword_argument, Kind::dictionary_splat}))
            return behind_unpacked(d, id, n);
        for (NodeId c = n.parent + 1; c < id; c = d.tree.nodes[c].next)
            if (d.kind(c) == Kind::keyword_argument || d.kind(c) == Kind::dictionary_splat) return d.suspect(id);
        return;
    }
    // `(*a)`
    if (parent == Kind::tuple && id == n.parent + 2 && d.next_kind(n) == Kind::op_rparen) return d.suspect(id);
    for (Node c : d.node(id).children())
        if (looser_than_bits(c.kind())) return d.suspect(id);
}

void dictionary_splat(Doubts& d, NodeId id, const NodeRecord& n) {
    if (d.parent_kind(n) == Kind::argument_list) {
        const Kind next = after_comma(d, n);
        if (next != Kind::nothing && next != Kind::keyword_argument && next != Kind::dictionary_splat) d.suspect(id);
        return;
    }
    if (d.parent_kind(n) != Kind::dictionary) return d.suspect(id);
    for (Node c : d.node(id).children())
        if (looser_than_bits(c.kind())) return d.suspect(id);
}

void keyword_argument(Doubts& d, NodeId id, const NodeRecord& n) {
    const Kind next = after_comma(d, n);
    if (next != Kind::nothing && next != Kind::keyword_argument && next != Kind::dictionary_splat &&
        next != Kind::list_splat)
        d.suspect(id);
}

}  // namespace zen::verdict::doubts
