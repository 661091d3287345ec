#include "engine/fixing/grouping.h"

#include <algorithm>
#include <optional>

#include "engine/fixing/name_changes.h"
#include "syntax/precedence.h"

namespace zen {
namespace {

// Expressions with operands, which other operators beside them may take over.
bool has_operands(Node n) {
    const Precedence p = precedence(n);
    return n && p > no_expression && p < primary;
}

// Where the node is after the edits, if they leave its ends to it.
std::optional<Span> place_after(const EditMap& map, const NodeRecord& n) {
    Span now{map.moved(n.start), map.moved(n.end - 1) + 1};
    const auto first = map.holding_before({n.start, n.start + 1}), last = map.holding_before({n.end - 1, n.end});
    if (first && first == last) return std::nullopt;
    if (first) {
        if (map.before(*first).start != n.start) return std::nullopt;
        now.start = map.after(*first).start;
    }
    if (last) {
        if (map.before(*last).end != n.end) return std::nullopt;
        now.end = map.after(*last).end;
    }
    return now;
}

// Is there a node that consists of this code? Otherwise the code has become parts of other ones.
bool stands(const Tree& tree, Span span) {
    // In pre-order, the outer of two nodes that begin together comes first.
    auto before = [](const NodeRecord& n, Span s) { return n.start != s.start ? n.start < s.start : n.end > s.end; };
    auto n = std::lower_bound(tree.nodes.begin(), tree.nodes.end(), span, before);
    return n != tree.nodes.end() && n->start == span.start && n->end == span.end;
}

// The whole row of operators around the place.
Span operators_around(const Tree& tree, std::uint32_t at) {
    auto behind = std::ranges::upper_bound(tree.nodes, at, {}, &NodeRecord::start);
    if (behind == tree.nodes.begin()) return {at, at};
    Node n(tree, static_cast<NodeId>(behind - tree.nodes.begin()) - 1);
    while (has_operands(n.parent()) || n.parent().is(Kind::parenthesized_expression)) n = n.parent();
    return n.span();
}

}  // namespace

void find_regrouped(const Tree& before, const Tree& after, const EditMap& map, const RoundEdits& round,
                    std::vector<Breach>& out) {
    if (round.owners.empty()) return;
    const bool one_fix = std::ranges::all_of(
        round.owners, [&](const auto& owners) { return owners.size() == 1 && owners == round.owners.front(); });
    if (one_fix) return;
    std::size_t most = 64;  // of a round: what is left is found when these have been seen to
    for (NodeId id = 0; id < before.nodes.size() && most > 0; ++id) {
        const NodeRecord& n = before.nodes[id];
        if (!(n.flags & NodeRecord::named) || !has_operands(Node(before, id))) continue;
        const std::optional<Span> now = place_after(map, n);
        if (!now || stands(after, *now)) continue;
        // It is in another one, or in none; the edits of that expression did it.
        Fixes suspects;
        const Span around = operators_around(after, now->start);
        for (std::uint32_t e = map.meeting_after(around).value_or(0); e < map.size(); ++e) {
            if (map.after(e).start > around.end) break;
            add_fixes(suspects, round.owners[e]);
        }
        if (suspects.size() < 2) continue;
        Breach b;
        b.suspects = std::move(suspects);
        b.what = "an expression would get other operands";
        out.push_back(std::move(b));
        --most;
        id = n.next - 1;
    }
}

}  // namespace zen
