// Forks: the graph of the ways, and the subtrees that may enter the tree.
#include "syntax/forks.h"

#include <algorithm>

namespace zen {

using namespace grammar;

namespace {

constexpr unsigned max_merge_depth = 1000;  // the runtime's limit

}  // namespace

// --- The graph ---

void Forks::clear(const Building& tree) {
    tree_ = tree;
    parts_.clear();
    children_.clear();
    nodes_.clear();
    more_links_.clear();
    entries_.clear();
    heads_.clear();
    chains_.clear();
    first_depth_ = tree.depth();
    finished_ = finished_list_ = none;
    lost_ = false;
    read_.valid = false;
}

Forks::Id Forks::push(Id below, Id part, State state) {
    const Node& under = nodes_[below];
    const Part& p = parts_[part];
    nodes_.push_back({state, 1, under.forked, p.end, under.precedence + p.precedence, none, {below, part}, none});
    return static_cast<Id>(nodes_.size() - 1);
}

Forks::Id Forks::node_of_entry(std::size_t depth) {
    const std::size_t i = first_depth_ - depth;  // asked for from the top down, one by one
    if (i == entries_.size()) {
        const StackEntry& e = tree_.entry(depth);
        entries_.push_back(static_cast<Id>(nodes_.size()));
        nodes_.push_back(
            {e.state, 0, false, tree_.end_of(e), 0, static_cast<std::uint32_t>(depth), {none, none}, none});
    }
    return entries_[i];
}

// Gives the node of an entry its way down.
void Forks::open(Id node) {
    const std::uint32_t depth = nodes_[node].entry;
    if (depth == none || depth == 0 || nodes_[node].links != 0) return;
    const StackEntry& e = tree_.entry(depth);
    const std::uint32_t end = tree_.end_of(e);
    const Id part = make_part({Part::entry, false, no_symbol, 0, e.start, e.start, end, depth, 0, 0, {}});
    const Id below = node_of_entry(depth - 1);
    nodes_[node].first = {below, part};
    nodes_[node].links = 1;
}

// As stack_node_add_link. The ways stay apart unless both ends are the same, or can be made the same below.
void Forks::add_link(Id node, Link added, unsigned depth) {
    if (added.below == node) return;
    if (depth > max_merge_depth) {
        lost_ = true;
        return;
    }
    open(node);
    for (unsigned i = 0; i < nodes_[node].links; ++i) {
        const Link there = link(node, i);
        if (!equivalent(there.part, added.part)) continue;
        const std::int32_t precedence = nodes_[added.below].precedence + parts_[added.part].precedence;
        if (there.below == added.below) {
            if (parts_[added.part].precedence > parts_[there.part].precedence) {
                link(node, i).part = added.part;
                nodes_[node].precedence = precedence;
            }
            return;
        }
        if (nodes_[there.below].state == nodes_[added.below].state &&
            nodes_[there.below].at == nodes_[added.below].at) {
            open(added.below);
            for (unsigned j = 0; j < nodes_[added.below].links; ++j)
                add_link(there.below, link(added.below, j), depth + 1);
            nodes_[node].precedence = std::max(nodes_[node].precedence, precedence);
            return;
        }
    }
    Node& n = nodes_[node];
    if (n.links == max_links) return;
    if (n.links == 0) {
        n.first = added;
    } else {
        if (n.links == 1) {
            n.others = static_cast<Id>(more_links_.size());
            more_links_.emplace_back();
        }
        more_links_[n.others][n.links - 1u] = added;
        n.forked = true;
    }
    ++n.links;
    n.precedence = std::max(n.precedence, nodes_[added.below].precedence + parts_[added.part].precedence);
}

bool Forks::merge(std::size_t into, std::size_t from) {
    const Head &a = heads_[into], &b = heads_[from];
    const Node &x = nodes_[a.node], &y = nodes_[b.node];
    if (a.status != Status::active || b.status != Status::active || x.state != y.state || x.at != y.at ||
        a.scan != b.scan)
        return false;
    const Id target = a.node, source = b.node;
    open(source);
    for (unsigned i = 0; i < nodes_[source].links; ++i) add_link(target, link(source, i), 0);
    heads_.erase(heads_.begin() + static_cast<std::ptrdiff_t>(from));
    return true;
}

// Is there one way only from here down to the tree's own stack?
bool Forks::straight(Id top) {
    if (nodes_[top].forked) return false;
    for (Id node = top; nodes_[node].links != 0; node = nodes_[node].first.below)
        if (nodes_[node].links > 1) {
            nodes_[top].forked = true;
            return false;
        }
    return true;
}

// --- Parts ---

Forks::Id Forks::make_part(const Part& part) {
    parts_.push_back(part);
    return static_cast<Id>(parts_.size() - 1);
}

Forks::Id Forks::make_token(const Token& token, ScanState after, std::uint32_t at, bool extra) {
    return make_part({Part::token, extra, token.symbol, 0, at, token.start, token.end, 0, 0, 0,
                      token.external() ? after : ScanState{}});
}

std::uint32_t Forks::append_children(Id chain) {
    const auto first = static_cast<std::uint32_t>(children_.size());
    for (; chain != none; chain = chains_[chain].next) children_.push_back(chains_[chain].part);
    return first;
}

// Of the children from `first` on. The extras on top are not part of it; they are left in `trailing`.
Forks::Id Forks::make_reduction(unsigned which, std::uint32_t first, std::vector<Id>& trailing) {
    trailing.clear();
    while (children_.size() > first && parts_[children_.back()].extra) {
        trailing.insert(trailing.begin(), children_.back());
        children_.pop_back();
    }
    const auto count = static_cast<std::uint32_t>(children_.size()) - first;
    Part p{Part::reduction,
           false,
           reduction_ranks[which].symbol,
           static_cast<std::uint16_t>(which),
           0,
           0,
           0,
           first,
           count,
           0,
           {}};
    for (std::uint32_t i = 0; i < count; ++i) p.precedence += parts_[children_[first + i]].precedence;
    if (count > 0) {
        p.after = parts_[children_[first]].after;
        p.start = parts_[children_[first]].start;
        p.end = parts_[children_.back()].end;
    }
    return make_part(p);
}

// As stack__subtree_is_equivalent.
bool Forks::equivalent(Id left, Id right) const {
    if (left == right) return true;
    const Part &a = parts_[left], &b = parts_[right];
    if (a.kind == Part::entry || b.kind == Part::entry) return a.kind == b.kind && a.children == b.children;
    return a.symbol == b.symbol && a.start - a.after == b.start - b.after && a.end - a.start == b.end - b.start &&
           a.count == b.count && a.extra == b.extra && a.scan == b.scan;
}

// As ts_subtree_compare: by symbol, then number of children, then the children in order.
int Forks::compare(Id left, Id right) {
    to_compare_.assign(1, {left, right});
    while (!to_compare_.empty()) {
        auto [l, r] = to_compare_.back();
        to_compare_.pop_back();
        if (l == r) continue;
        const Part &a = parts_[l], &b = parts_[r];
        if (a.kind == Part::entry || b.kind == Part::entry) {
            if (a.kind == b.kind && a.children == b.children) continue;
            lost_ = true;  // what the tree holds is not known by symbol
            return 0;
        }
        if (a.symbol != b.symbol) return a.symbol < b.symbol ? -1 : 1;
        if (a.count != b.count) return a.count < b.count ? -1 : 1;
        for (std::uint32_t i = a.count; i-- > 0;)
            to_compare_.emplace_back(children_[a.children + i], children_[b.children + i]);
    }
    return 0;
}

// As ts_parser__select_tree: is the right one better?
bool Forks::prefers(Id left, Id right) {
    const std::int32_t l = parts_[left].precedence, r = parts_[right].precedence;
    return l != r ? r > l : compare(left, right) == 1;
}

}  // namespace zen
