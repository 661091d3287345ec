#include "engine/scanning/node_contents.h"

#include <algorithm>
#include <string_view>

#include "engine/scanning/presence.h"

namespace zen {
namespace {

constexpr unsigned kind_bits = 40;  // the others are for names

// Calls `kind` and `name` with what the pattern's root must have below itself, as each node that fits it has.
void each_below(const RulePack& pack, const PatternData& pattern, auto&& kind, auto&& name) {
    using Op = PatternNode::Op;
    if (pattern.several != PatternData::Several::no) return;
    const auto nodes = RulePack::of(pack.pattern_nodes, pattern.nodes);
    std::uint32_t root = 0;
    for (std::uint32_t i = 0; i < pattern.anchor; ++i) root = nodes[root].next;
    if (nodes[root].op != Op::node) return;
    auto visit = [&](auto&& self, std::uint32_t from, std::uint32_t end, Kind parent) -> void {
        for (std::uint32_t at = from; at < end; at = nodes[at].next) {
            const PatternNode& n = nodes[at];
            if (n.op == Op::leaf && n.kind == Kind::identifier) name(pack[n.text]);
            if (n.op == Op::leaf && n.kind != Kind::identifier) kind(n.kind);
            if (n.op != Op::node) continue;
            if (may_be_missing(nodes, at, parent)) continue;
            if (!has_other_forms(n.kind) && n.kind != Kind::dotted_name) kind(n.kind);
            self(self, at + 1, n.next, n.kind);
        }
    };
    visit(visit, root + 1, nodes[root].next, nodes[root].kind);
}

}  // namespace

ContentBits::ContentBits(const std::vector<Kind>& commonest_first) {
    for (unsigned i = 0; i < commonest_first.size(); ++i)
        kinds_[static_cast<unsigned>(commonest_first[i]) & 511] = Contents{1} << std::min(i, kind_bits - 1);
}

Contents ContentBits::of_name(std::string_view spelling) {
    return Contents{1} << (kind_bits + spelled(spelling) % (64 - kind_bits));
}

std::vector<Kind> kinds_below(const RulePack& pack, const PatternData& pattern) {
    std::vector<Kind> out;
    each_below(pack, pattern, [&](Kind kind) { out.push_back(kind); }, [](std::string_view) {});
    return out;
}

Contents contents_below(const RulePack& pack, const PatternData& pattern, const ContentBits& bits) {
    Contents out = 0;
    each_below(
        pack, pattern, [&](Kind kind) { out |= bits.of(kind); },
        [&](std::string_view name) { out |= ContentBits::of_name(name); });
    return out;
}

NodeContents::NodeContents(const Tree& tree, const ContentBits& bits) : known_(tree.nodes.size()) {
    // From the last node to the first: a node comes after all that lies below it.
    for (NodeId id = static_cast<NodeId>(tree.nodes.size()); id-- > 0;) {
        const NodeRecord& n = tree.nodes[id];
        Contents here = known_[id] | bits.of(n.kind);
        if (n.kind == Kind::identifier) here |= ContentBits::of_name(tree.text.substr(n.start, n.end - n.start));
        known_[id] = here;
        known_[n.parent] |= here;
    }
}

}  // namespace zen
