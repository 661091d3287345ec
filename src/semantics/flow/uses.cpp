// Which stores reach which loads: questions about names that follow the control-flow graph.
#include <algorithm>

#include "semantics/flow/flow_graph.h"
#include "semantics/flow/listing.h"
#include "semantics/flow/reaching.h"
#include "semantics/library/builtins.h"

namespace zen {

BindingFacts binding_facts(const Model& model, BindingId id) {
    ModelData& d = model.data();
    if (d.facts.empty()) d.facts.resize(d.bindings.size());
    BindingFacts& facts = d.facts[id];
    if (facts.known) return facts;
    facts.known = true;
    const Binding& b = d.bindings[id];
    if (!(b.flags & Binding::cell)) return facts;
    ScopeId owner = flow_owner(model, b.scope);
    for (const Reference* r : model.references_of(id)) {
        if (r->scope == b.scope) continue;
        bool elsewhere = flow_owner(model, r->scope) != owner;
        facts.read_later |= elsewhere && r->reads();
        facts.written_elsewhere |= elsewhere && r->writes();
    }
    return facts;
}

namespace {

std::uint32_t index_of(const ModelData& d, const Reference& r) {
    return static_cast<std::uint32_t>(&r - d.references.data());
}

std::vector<Node> in_order(const Tree& tree, std::vector<NodeId> found) {
    std::ranges::sort(found);
    found.erase(std::unique(found.begin(), found.end()), found.end());
    std::vector<Node> nodes;
    nodes.reserve(found.size());
    for (NodeId id : found) nodes.emplace_back(tree, id);
    return nodes;
}

// Where a value of the name, coming in, may still be wanted: by block. Worked out backwards from the loads, once for a
// name that is followed far.
const std::vector<bool>& wanted_blocks(ModelData& d, const Flow& flow, BindingId id) {
    auto [known, fresh] = d.wanted_blocks.try_emplace(id);
    std::vector<bool>& wanted = known->second;
    if (!fresh) return wanted;
    const auto count = static_cast<std::uint32_t>(flow.blocks.size());
    wanted.assign(count, false);
    std::vector<bool> stored(count, false);  // before anything reads it
    std::vector<std::uint32_t> todo;
    std::span<const std::uint32_t> events = flow.events_of(d, id);
    for (std::uint32_t e : events) {
        const Flow::Event& event = flow.events[e];
        if (event.sort == Flow::Event::weak_store || wanted[event.block] || stored[event.block]) continue;
        if (event.sort == Flow::Event::store)
            stored[event.block] = true;
        else
            wanted[event.block] = true, todo.push_back(event.block);
    }
    while (!todo.empty()) {
        std::uint32_t block = todo.back();
        todo.pop_back();
        for (std::uint32_t i = flow.previous_starts[block]; i < flow.previous_starts[block + 1]; ++i) {
            std::uint32_t source = flow.previous_targets[i];
            if (wanted[source] || stored[source]) continue;
            wanted[source] = true;
            todo.push_back(source);
        }
    }
    return wanted;
}

// Walks the graph from a point on, in the direction of time, until the name is stored again. Says at each load of it
// (and, where that is asked for, at each `del`, which needs a value too) whether to go on.
template <typename AtLoad>
void follow_value(ModelData& d, const Flow& flow, Flow::Point from, BindingId id, std::vector<bool>& seen,
                  AtLoad at_load, bool at_deletions = false) {
    std::span<const std::uint32_t> events = flow.events_of(d, id);
    std::vector<Flow::Point> todo{from};
    if (seen.empty()) seen.resize(flow.blocks.size(), false);
    // A value may pass by thousands of loops that all store to the name first: what lies behind is looked up then.
    constexpr int near_by = 200;
    int steps = 0;
    const std::vector<bool>* wanted = nullptr;
    while (!todo.empty()) {
        if (++steps == near_by) wanted = &wanted_blocks(d, flow, id);
        Flow::Point part = todo.back();
        todo.pop_back();
        bool killed = false;
        for (auto e = std::ranges::lower_bound(events, part.event); e != events.end() && !killed; ++e) {
            if (*e >= flow.blocks[part.block].last) break;
            const Flow::Event& event = flow.events[*e];
            bool needs_value = event.sort == Flow::Event::load || (at_deletions && event.sort == Flow::Event::del);
            if (needs_value && !at_load(d.references[event.reference])) return;
            killed = event.sort == Flow::Event::store || event.sort == Flow::Event::del;
        }
        if (killed) continue;
        for (std::uint32_t i = flow.next_starts[part.block]; i < flow.next_starts[part.block + 1]; ++i) {
            std::uint32_t next = flow.next_targets[i];
            if (seen[next] || (wanted && !(*wanted)[next])) continue;
            seen[next] = true;
            todo.push_back({next, flow.blocks[next].first});
        }
    }
}

// The outermost loop around the node in the code that runs with it.
Node outermost_loop(Node node) {
    Node found;
    for (Node inner = node, outer = node.parent(); outer; inner = outer, outer = outer.parent()) {
        if (is_function(outer.kind()) && inner.field() == Field::body) break;
        if (outer.is_any({Kind::for_statement, Kind::while_statement})) found = outer;
    }
    return found;
}

// More pairs of store and load than this are not kept for one name: then its definitions are unknown.
constexpr std::size_t reaching_limit = 200000;

// All loads that each store of the binding reaches, as (load, store).
const std::vector<std::pair<NodeId, NodeId>>& reaching(const Model& model, const Flow& flow, BindingId id) {
    ModelData& d = model.data();
    auto known = d.reaching.find(id);
    if (known != d.reaching.end()) return known->second;
    std::vector<std::pair<NodeId, NodeId>> found;
    for (std::uint32_t e : flow.events_of(d, id)) {
        const Flow::Event& event = flow.events[e];
        if (event.sort != Flow::Event::store && event.sort != Flow::Event::weak_store) continue;
        std::vector<bool> seen;
        NodeId store = d.references[event.reference].node;
        follow_value(d, flow, {event.block, e + 1}, id, seen, [&](const Reference& load) {
            found.emplace_back(load.node, store);
            return found.size() < reaching_limit;
        });
        if (found.size() >= reaching_limit) break;
    }
    if (found.size() >= reaching_limit) found.clear();
    std::ranges::sort(found);
    return d.reaching[id] = std::move(found);
}

// Is there but one store that could reach any load?
bool stored_once(const ModelData& d, BindingId id) {
    const Binding& b = d.bindings[id];
    return b.stores == 1 && !(b.flags & Binding::deleted);
}

// In a class body, and for the builtins' names, a load before the first store means something further out.
bool may_mean_outer(const ModelData& d, const Binding& b, const Reference& load) {
    bool falls_back =
        d.scopes[b.scope].sort == Scope::class_ || (b.scope == 0 && is_builtin(d.names[b.name], d.target));
    if (!falls_back) return false;
    Node store(*d.tree, b.first_store);
    bool first = store.id() < load.node &&
                 statement_of(store).parent().id() == Node(*d.tree, d.scopes[b.scope].node).child(Field::body).id();
    return !first && !(b.scope == 0 && store.id() < load.node && statement_of(store).parent().is(Kind::module));
}

}  // namespace

std::span<const std::uint32_t> Flow::events_of(const ModelData& d, BindingId id) const {
    auto binding = [&](std::uint32_t e) { return d.references[events[e].reference].binding; };
    auto [from, to] = std::ranges::equal_range(by_binding, id, {}, binding);
    return {from, to};
}

bool Model::used_after(Node identifier, Node statement) const {
    const Reference* r = reference(identifier);
    if (!r || r->binding == no_id || !statement) return false;
    ModelData& d = *data_;
    const Binding& b = d.bindings[r->binding];
    if (d.scopes[b.scope].sort == Scope::comprehension) return false;
    if (d.scopes[b.scope].sort == Scope::class_) return true;  // an attribute, which any code may read
    ScopeId owner = flow_owner(*this, b.scope);
    if (names_read(*this, owner, name(b.name)) != NamesRead::never) return true;
    auto needs_value = [](const Reference* other) { return other->reads() || other->access == Access::del; };
    auto all = references_of(r->binding);
    const bool elsewhere = flow_owner(*this, scope_of(statement)) != owner;
    // What a function stores in a name of the module, other modules may read.
    if (elsewhere && d.scopes[b.scope].sort == Scope::module) return true;
    if (elsewhere || binding_facts(*this, r->binding).read_later) {
        // Read at a time that nobody knows.
        return std::ranges::any_of(all, [&](const Reference* other) {
            return needs_value(other) && (other->node < statement.id() || other->node >= statement.record().next ||
                                          flow_owner(*this, other->scope) != owner);
        });
    }
    // Reads further down, or further up in a loop: without any, the answer is quick.
    Node loop = outermost_loop(statement);
    NodeId from = loop ? loop.id() : statement.record().next;
    auto below = std::ranges::lower_bound(all, from, {}, [](const Reference* other) { return other->node; });
    if (std::none_of(below, all.end(), needs_value)) return false;
    const Flow& flow = flow_of(*this, owner);
    if (flow.too_deep || statement.damaged()) return true;
    bool used = false;
    std::vector<bool> seen;
    auto look = [&](Flow::Point point) {
        follow_value(
            d, flow, point, r->binding, seen,
            [&](const Reference&) {
                used = true;
                return false;
            },
            true);
    };
    auto after = flow.after.find(statement.id());
    if (after != flow.after.end()) look(after->second);
    auto jump = std::ranges::lower_bound(flow.jumps, statement.id(), {}, &Flow::Jump::statement);
    for (; !used && jump != flow.jumps.end() && jump->statement < statement.record().next; ++jump)
        if (jump->to < statement.id()) look({jump->block, flow.blocks[jump->block].first});
    // Code that nothing reaches is not run, but what it mentions has to stay bound for readers and tools.
    auto dead = [&](const Reference* other) {
        std::uint32_t at = flow.event_of(index_of(d, *other));
        return needs_value(other) && at != Flow::nowhere && !flow.reachable[flow.events[at].block];
    };
    return used || std::any_of(below, all.end(), dead);
}

std::vector<Node> Model::uses(Node stored_identifier) const {
    const Reference* r = reference(stored_identifier);
    if (!r || r->binding == no_id) return {};
    ModelData& d = *data_;
    ScopeId owner = flow_owner(*this, d.bindings[r->binding].scope);
    std::vector<NodeId> found;
    std::uint32_t at = Flow::nowhere;
    const Flow* flow = nullptr;
    bool in_comprehension = d.scopes[d.bindings[r->binding].scope].sort == Scope::comprehension;
    if (!in_comprehension && !stored_once(d, r->binding) && flow_owner(*this, r->scope) == owner) {
        flow = &flow_of(*this, owner);
        if (!flow->too_deep) at = flow->event_of(index_of(d, *r));
    }
    if (at == Flow::nowhere) {
        for (const Reference* other : references_of(r->binding))
            if (other->reads()) found.push_back(other->node);
    } else {
        std::vector<bool> seen;
        follow_value(d, *flow, {flow->events[at].block, at + 1}, r->binding, seen, [&](const Reference& load) {
            found.push_back(load.node);
            return true;
        });
        if (binding_facts(*this, r->binding).read_later)
            for (const Reference* other : references_of(r->binding))
                if (other->reads() && flow_owner(*this, other->scope) != owner) found.push_back(other->node);
    }
    return in_order(tree(), std::move(found));
}

std::vector<Node> Model::definitions(Node load) const {
    const Reference* r = reference(load);
    if (!r || r->binding == no_id || !r->reads()) return {};
    const ModelData& d = *data_;
    const Binding& b = d.bindings[r->binding];
    if (may_mean_outer(d, b, *r)) return {};
    if (stored_once(d, r->binding)) return {Node(tree(), b.first_store)};
    ScopeId owner = flow_owner(*this, b.scope);
    const Flow* flow = nullptr;
    if (!binding_facts(*this, r->binding).written_elsewhere && d.scopes[b.scope].sort != Scope::comprehension &&
        flow_owner(*this, r->scope) == owner) {
        flow = &flow_of(*this, owner);
        if (flow->too_deep || flow->event_of(index_of(d, *r)) == Flow::nowhere) flow = nullptr;
    }
    std::vector<NodeId> found;
    if (flow) {
        const auto& pairs = reaching(*this, *flow, r->binding);
        auto [from, to] = std::ranges::equal_range(pairs, load.id(), {}, &std::pair<NodeId, NodeId>::first);
        for (; from != to; ++from) found.push_back(from->second);
    } else if (b.stores <= 1000) {
        for (const Reference* other : references_of(r->binding))
            if (other->access == Access::store) found.push_back(other->node);
    }
    return in_order(tree(), std::move(found));
}

}  // namespace zen
