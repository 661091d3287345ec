// Code that patterns fit, inside of what a match caught.
#pragma once
#include <algorithm>
#include <bitset>
#include <vector>

#include "engine/matching/kind_fits.h"
#include "engine/matching/match.h"

namespace zen {

// A pattern that opens with `return`, `yield`, `await`, `break` or `continue` is looked for in the code itself, not in
// the functions and loops inside it. The `else` of a loop belongs to the loop around it.
inline bool of_own_flow(Kind head) {
    return head == Kind::return_statement || head == Kind::yield || head == Kind::await ||
           head == Kind::break_statement || head == Kind::continue_statement;
}
inline bool leads_elsewhere(Node n, Kind head) {
    if (is_function(n.kind()) || n.is(Kind::class_definition)) return true;
    return (head == Kind::break_statement || head == Kind::continue_statement) && n.field() == Field::body &&
           n.parent().is_any({Kind::for_statement, Kind::while_statement});
}

// The kinds that a search stops at.
class KindSet {
  public:
    void add(Kind kind) { bits_[static_cast<unsigned>(kind) & 511] = true; }
    // Those that a pattern of that kind may fit.
    void add_fitting(Kind wanted) {
        if (wanted == Kind::nothing || wanted == some_child) {
            bits_.set();
            return;
        }
        add(wanted);
        for (Kind other : {Kind::typed_parameter, Kind::attribute, Kind::generator_expression, Kind::argument_list,
                           Kind::typed_default_parameter, Kind::decorated_definition, Kind::tuple, Kind::tuple_pattern,
                           Kind::pattern_list, Kind::expression_list, Kind::generic_type, Kind::union_type})
            if (kind_fits(wanted, other)) add(other);
    }
    bool has(Kind kind) const { return bits_[static_cast<unsigned>(kind) & 511]; }

  private:
    std::bitset<512> bits_;
};

// Is there anything in the node that one of the patterns may fit?
inline bool may_hold(const Match& match, Slice patterns, NodeId node) {
    const Contents there = match.contents.of_node[node];
    return std::ranges::any_of(match.contents.needs.subspan(patterns.first, patterns.count),
                               [&](Contents needs) { return (needs & ~there) == 0; });
}

// Calls `visit` with each node in the run, itself included, that one of the patterns fits, in order, while it returns
// true. With `own_code`, functions and classes in it are not looked into; of a run of one node that is itself one,
// unless it is `of_neighbours`, it is looked into; a pattern that is a definition fits one that is there itself. What
// the holes catch is known in the visit and forgotten after it. False when it was stopped.
template <class Visit>
bool search(Match& match, Slice patterns, const Run& run, Visit&& visit, bool own_code = false,
            bool of_neighbours = false) {
    if (run.empty()) return true;
    const Tree& tree = run.parent.tree();
    const RulePack& pack = match.pack();
    const auto codes = RulePack::of(pack.patterns, patterns);
    const bool own =
        !codes.empty() && std::ranges::all_of(codes, [](const PatternData& p) { return of_own_flow(p.head); });
    // `directly contains `def $f($$_): $$_``
    const bool opens_definition =
        own_code && std::ranges::any_of(codes, [](const PatternData& p) {
            return is_function(p.head) || p.head == Kind::class_definition || p.head == Kind::decorated_definition;
        });
    KindSet stops;
    for (const PatternData& p : codes) stops.add_fitting(wanted_kind(pack.pattern_nodes[p.nodes.first]));
    if (own_code || own)
        for (Kind kind : {Kind::function_definition, Kind::lambda, Kind::class_definition, Kind::block})
            stops.add(kind);
    for (NodeId id = run.first; id < run.end;) {
        ++steps_walked;
        if (match.contents && !may_hold(match, patterns, id)) {
            id = tree.nodes[id].next;
            continue;
        }
        if (!stops.has(tree.nodes[id].kind)) {
            ++id;
            continue;
        }
        Node n(tree, id);
        if (own_code && (is_function(n.kind()) || n.is(Kind::class_definition))) {
            const bool itself = id == run.parent.id() || (!of_neighbours && id == run.first &&
                                                          run.first + 1 < run.end && n.record().next == run.end);
            id = itself ? id + 1 : n.record().next;
            if (itself == opens_definition) continue;
        } else {
            ++id;
        }
        if (own && n != run.parent && leads_elsewhere(n, codes[0].head)) {
            id = n.record().next;
            continue;
        }
        // A decorated one was met with its decorators.
        if (opens_definition && n.id() != run.first && n.parent().is(Kind::decorated_definition)) continue;
        // What is in these is met next.
        if (!n.named() || n.is(Kind::parenthesized_expression) || n.is(Kind::expression_statement)) continue;
        for (const PatternData& p : codes) {
            if (!kind_fits(wanted_kind(pack.pattern_nodes[p.nodes.first]), n.kind())) continue;
            const unsigned known = match.caught();
            if (!fits(p, n, match)) continue;
            bool more = visit(n);
            match.forget_since(known);
            if (!more) return false;
            break;
        }
    }
    return true;
}

template <class Visit>
void search(Match& match, Slice patterns, std::span<const std::uint8_t> places, Visit&& visit) {
    for (std::uint8_t place : places)
        if (!search(match, patterns, match.place(place), visit)) return;
}

// How deep the pattern goes.
inline std::uint32_t depth_of(const RulePack& pack, const PatternData& p) {
    auto nodes = RulePack::of(pack.pattern_nodes, p.nodes);
    std::uint32_t deepest = 0;
    std::vector<std::uint32_t> open;
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
        while (!open.empty() && open.back() <= i) open.pop_back();
        deepest = std::max(deepest, static_cast<std::uint32_t>(open.size()));
        if (nodes[i].next > i + 1) open.push_back(nodes[i].next);
    }
    return deepest;
}

}  // namespace zen
