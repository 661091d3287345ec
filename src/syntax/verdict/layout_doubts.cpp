#include "syntax/verdict/layout_doubts.h"

#include <cstring>

namespace zen::verdict::doubts {
namespace {

// The blanks in front of what begins a line; -1 for what stands behind other code.
constexpr std::uint32_t within_line = 0xffffffffu;
std::uint32_t column(const Doubts& d, std::uint32_t start) {
    std::uint32_t at = start;
    while (at > 0 && (d.text[at - 1] == ' ' || d.text[at - 1] == '\t' || d.text[at - 1] == '\f')) --at;
    return at == 0 || d.text[at - 1] == '\n' ? start - at : within_line;
}

// Are there exactly so many spaces between the line's start and the place?
bool begins_at(const Doubts& d, std::uint32_t start, std::uint32_t wanted) {
    if (wanted >= start || d.text[start - wanted - 1] != '\n') return false;
    const char* at = d.text.data() + start - wanted;
    std::uint32_t left = wanted;
    for (; left >= 4; left -= 4, at += 4) {
        std::uint32_t word;
        std::memcpy(&word, at, 4);
        if (word != 0x20202020u) return false;
    }
    for (; left > 0; --left)
        if (*at++ != ' ') return false;
    return true;
}

// A statement that may not stand behind another one on its line.
bool has_block(Kind k) {
    return among(k, {Kind::function_definition, Kind::class_definition, Kind::decorated_definition, Kind::if_statement,
                     Kind::for_statement, Kind::while_statement, Kind::with_statement, Kind::try_statement,
                     Kind::match_statement});
}

}  // namespace

// The line behind it must hold code, and so must the one that it ends.
void continuation(Doubts& d, NodeId id, const NodeRecord& n) {
    std::size_t at = n.end;
    while (d.byte(at) == ' ' || d.byte(at) == '\t' || d.byte(at) == '\f') ++at;
    if (at >= d.text.size() || d.byte(at) == '\n' || d.byte(at) == '\r' || d.byte(at) == '#' || d.byte(at) == '\\' ||
        column(d, n.start) != within_line || among(d.parent_kind(n), {Kind::module, Kind::block}))
        d.suspect(id, Suspicion::lines);
}

void block(Doubts& d, NodeId id, const NodeRecord& n) {
    const Kind parent = d.parent_kind(n);
    if (parent == Kind::match_statement) return;  // in doubt as a whole
    for (NodeId c = id + 1; c < n.next; c = d.tree.nodes[c].next)
        if (is_statement(d.kind(c))) return lines(d, id, n, column(d, d.tree.nodes[c].start));
    d.suspect(id, Suspicion::lines);
}

// Every statement that begins a line begins in that column; the others stand behind a semicolon.
void lines(Doubts& d, NodeId id, const NodeRecord& n, std::uint32_t wanted) {
    Kind last = wanted == within_line ? Kind::op_semi : Kind::nothing;
    for (NodeId c = id + 1; c < n.next; c = d.tree.nodes[c].next) {
        const NodeRecord& child = d.tree.nodes[c];
        if (child.flags & NodeRecord::extra) continue;
        if (child.flags & NodeRecord::named) {
            if (begins_at(d, child.start, wanted)) {
                last = child.kind;
                continue;
            }
            const std::uint32_t here = column(d, child.start);
            if (here == within_line ? last != Kind::op_semi || has_block(child.kind) : here != wanted)
                d.suspect(c, Suspicion::lines);
        }
        last = child.kind;
    }
}

void clause(Doubts& d, NodeId id, const NodeRecord& n) {
    if (column(d, n.start) != column(d, d.tree.nodes[n.parent].start)) d.suspect(id, Suspicion::lines);
}

void decorated(Doubts& d, NodeId id, const NodeRecord& n) {
    const std::uint32_t first = column(d, n.start);
    for (Node c : d.node(id).children())
        if (column(d, c.start()) != first) return d.suspect(id, Suspicion::lines);
}

}  // namespace zen::verdict::doubts
