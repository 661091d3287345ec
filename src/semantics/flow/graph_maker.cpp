#include "semantics/flow/graph_maker.h"

#include <algorithm>
#include <numeric>

namespace zen {

GraphMaker::GraphMaker(ModelData& model_data, ScopeId owner, Node code) : data(model_data) {
    flow.scope = owner;
    auto inside = references_within(data, code);
    flow.first_reference = inside.empty() ? 0 : index_of(inside.front());
    flow.event_at.assign(inside.size(), Flow::nowhere);
    current = new_block();
}

GraphMaker::Block GraphMaker::new_block() {
    flow.blocks.emplace_back();
    block_events.emplace_back();
    reached.push_back(false);
    // Whatever happens in a `try` may end in its handlers.
    if (!dispatches.empty()) edge(static_cast<Block>(flow.blocks.size() - 1), dispatches.back().block);
    return static_cast<Block>(flow.blocks.size() - 1);
}
// A new block after the present one.
GraphMaker::Block GraphMaker::follow() {
    Block next = new_block();
    edge(current, next);
    return current = next;
}
void GraphMaker::event(const Reference& r, Flow::Event::Sort sort) {
    ensure();
    block_events[current].push_back({index_of(r), current, sort});
    // Between two stores of a `try` the handler may see the first alone.
    if (sort != Flow::Event::load && !dispatches.empty()) follow();
}

// Sends what is in force now to where the jump goes first; false when nothing takes it.
bool GraphMaker::jump(Block from, NodeId statement, bool breaks) {
    if (frames.empty()) return false;
    Frame& frame = frames.back();
    Block to = frame.last;
    if (frame.loop)
        to = breaks ? frame.after : frame.again;
    else
        (breaks ? frame.breaks : frame.continues) = true;
    edge(from, to);
    flow.jumps.push_back({statement, frame.node, to});
    return true;
}
// A `return` runs every `finally` around it.
void GraphMaker::leave_function(Block from, NodeId statement) {
    for (auto frame = frames.rbegin(); frame != frames.rend(); ++frame) {
        if (frame->loop) continue;
        frame->returns = true;
        edge(from, frame->last);
        flow.jumps.push_back({statement, frame->node, frame->last});
        return;
    }
}

Flow GraphMaker::finish() {
    for (Block b = 0; b < flow.blocks.size(); ++b) {
        flow.blocks[b].first = static_cast<std::uint32_t>(flow.events.size());
        for (const Flow::Event& e : block_events[b]) {
            std::uint32_t& at = flow.event_at[e.reference - flow.first_reference];
            // An augmented target is there twice; its store is the one to find.
            if (at == Flow::nowhere || e.sort != Flow::Event::load) at = static_cast<std::uint32_t>(flow.events.size());
            flow.events.push_back(e);
        }
        flow.blocks[b].last = static_cast<std::uint32_t>(flow.events.size());
    }
    flow.by_binding.resize(flow.events.size());
    std::iota(flow.by_binding.begin(), flow.by_binding.end(), 0u);
    std::ranges::stable_sort(flow.by_binding, {},
                             [&](std::uint32_t e) { return data.references[flow.events[e].reference].binding; });
    std::ranges::sort(flow.jumps, {}, &Flow::Jump::statement);
    for (auto& [statement, point] : flow.after) point.event += flow.blocks[point.block].first;
    auto group = [&](auto from, auto to, std::vector<std::uint32_t>& starts, std::vector<std::uint32_t>& targets) {
        starts.assign(flow.blocks.size() + 1, 0);
        for (const Edge& e : edges) ++starts[e.*from + 1];
        for (std::size_t b = 0; b < flow.blocks.size(); ++b) starts[b + 1] += starts[b];
        targets.resize(edges.size());
        std::vector<std::uint32_t> next(starts.begin(), starts.end() - 1);
        for (const Edge& e : edges) targets[next[e.*from]++] = e.*to;
    };
    group(&Edge::from, &Edge::to, flow.next_starts, flow.next_targets);
    group(&Edge::to, &Edge::from, flow.previous_starts, flow.previous_targets);
    flow.reachable.assign(flow.blocks.size(), false);
    std::vector<Block> todo;
    auto reach = [&](Block b) {
        if (flow.reachable[b]) return;
        flow.reachable[b] = true;
        todo.push_back(b);
    };
    if (!flow.blocks.empty()) reach(0);
    while (!todo.empty()) {
        Block from = todo.back();
        todo.pop_back();
        for (std::uint32_t i = flow.next_starts[from]; i < flow.next_starts[from + 1]; ++i) reach(flow.next_targets[i]);
    }
    return std::move(flow);
}

}  // namespace zen
