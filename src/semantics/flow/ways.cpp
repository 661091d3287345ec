#include "semantics/flow/ways.h"

#include <algorithm>
#include <vector>

#include "semantics/flow/flow_graph.h"

namespace zen {
namespace {

// The first name in the code that has an event in the graph; Flow::nowhere without one.
std::uint32_t event_in(const Model& model, const Flow& flow, Node code) {
    for (Node n : code.descendants()) {
        const Reference* r = n.is(Kind::identifier) ? model.reference(n) : nullptr;
        if (!r) continue;
        const auto index = static_cast<std::uint32_t>(r - model.references().data());
        if (index < flow.first_reference) continue;
        if (const std::uint32_t event = flow.event_of(index); event != Flow::nowhere) return event;
    }
    return Flow::nowhere;
}

ScopeId owner_of(const Model& model, Node code) {
    for (Node n : code.descendants())
        if (const Reference* r = n.is(Kind::identifier) ? model.reference(n) : nullptr)
            return flow_owner(model, r->scope);
    return no_id;
}

// Does it run only if what stands before it in its statement says so?
bool left_out_at_times(Node code) {
    for (Node inner = code, n = code.parent(); n && !is_statement(inner.kind()); inner = n, n = n.parent()) {
        if (n.is(Kind::boolean_operator) && inner.field() == Field::right) return true;
        if (n.is(Kind::conditional_expression) && inner != n.child(1u)) return true;
        if (n.is(Kind::lambda) || is_comprehension(n.kind())) return true;
    }
    return false;
}

}  // namespace

bool always_after(const Model& model, Node node, std::span<const Node> others) {
    const ScopeId owner = owner_of(model, node);
    if (owner == no_id || others.empty()) return false;
    const Flow& flow = flow_of(model, owner);
    const std::uint32_t goal = flow.too_deep ? Flow::nowhere : event_in(model, flow, node);
    if (goal == Flow::nowhere) return false;
    // Where each block is first barred.
    std::vector<std::uint32_t> barred(flow.blocks.size(), Flow::nowhere);
    for (Node other : others) {
        if (other == node || owner_of(model, other) != owner || left_out_at_times(other)) continue;
        const std::uint32_t event = event_in(model, flow, other);
        if (event == Flow::nowhere) continue;
        std::uint32_t& first = barred[flow.events[event].block];
        first = std::min(first, event);
    }
    std::vector<bool> seen(flow.blocks.size(), false);
    std::vector<std::uint32_t> todo{0};
    seen[0] = true;
    while (!todo.empty()) {
        const std::uint32_t block = todo.back();
        todo.pop_back();
        if (flow.events[goal].block == block && goal < barred[block]) return false;
        if (barred[block] != Flow::nowhere) continue;
        for (std::uint32_t i = flow.next_starts[block]; i < flow.next_starts[block + 1]; ++i)
            if (const std::uint32_t next = flow.next_targets[i]; !seen[next]) seen[next] = true, todo.push_back(next);
    }
    return true;
}

}  // namespace zen
