#include "semantics/flow/code_events.h"

#include <algorithm>

namespace zen {

void CodeEvents::expression(Node node) {
    if (node) range(node.id(), node.record().next);
}
void CodeEvents::range(NodeId from, NodeId to) {
    const auto& refs = data_.references;
    auto at = std::ranges::lower_bound(refs, from, {}, &Reference::node);
    // In a comprehension the text's order is not that of time: what a walrus in it stores may be there from the
    // start.
    for (auto r = at; r != refs.end() && r->node < to; ++r)
        if (r->access == Access::store && flow_owner_of(r->scope) == owner_ && in_comprehension(*r) && is_walrus(*r))
            graph_.event(*r, Flow::Event::weak_store);
    std::vector<std::pair<NodeId, const Reference*>> walruses;  // end of the named expression, its target
    for (; at != refs.end() && at->node < to; ++at) {
        while (!walruses.empty() && at->node >= walruses.back().first) {
            graph_.event(*walruses.back().second, walrus_sort(*walruses.back().second));
            walruses.pop_back();
        }
        if (flow_owner_of(at->scope) != owner_) {
            if (NodeId past = end_of_inner(*at))
                at = std::prev(std::ranges::lower_bound(at, refs.end(), past, {}, &Reference::node));
            continue;
        }
        if (at->access == Access::load) {
            graph_.event(*at, Flow::Event::load);
        } else if (at->access == Access::store) {
            if (is_walrus(*at) && !in_comprehension(*at))
                walruses.push_back({Node(model_.tree(), at->node).parent().record().next, &*at});
        } else if (at->access == Access::del) {
            graph_.event(*at, Flow::Event::del);
        }
    }
    for (; !walruses.empty(); walruses.pop_back())
        graph_.event(*walruses.back().second, walrus_sort(*walruses.back().second));
}
// The end of the inner lambda's body that the reference stands in; 0 when it stands elsewhere.
NodeId CodeEvents::end_of_inner(const Reference& r) const {
    for (ScopeId s = r.scope; s != owner_ && s != 0; s = data_.scopes[s].parent) {
        if (data_.scopes[s].sort != Scope::lambda || flow_owner(model_, data_.scopes[s].parent) != owner_) continue;
        Node body = Node(model_.tree(), data_.scopes[s].node).child(Field::body);
        if (body && body.id() <= r.node && r.node < body.record().next) return body.record().next;
    }
    return 0;
}
bool CodeEvents::is_walrus(const Reference& r) const {
    return data_.tree->nodes[data_.tree->nodes[r.node].parent].kind == Kind::named_expression;
}
bool CodeEvents::in_comprehension(const Reference& r) const {
    return data_.scopes[r.scope].sort == Scope::comprehension;
}
ScopeId CodeEvents::flow_owner_of(ScopeId scope) {
    if (scope == last_scope_) return last_owner_;
    last_scope_ = scope;
    return last_owner_ = flow_owner(model_, scope);
}
// Behind `and`, `or` or a condition a walrus may not happen.
Flow::Event::Sort CodeEvents::walrus_sort(const Reference& r) const {
    Node inner = Node(model_.tree(), r.node).parent();
    for (int steps = 0; steps < 64; ++steps) {
        Node outer = inner.parent();
        if (!outer || is_statement(outer.kind())) return Flow::Event::store;
        if (outer.is_any({Kind::boolean_operator, Kind::comparison_operator, Kind::conditional_expression})) {
            bool first = outer.is(Kind::conditional_expression) ? outer.child(1u) == inner : outer.child(0u) == inner;
            if (!first) return Flow::Event::weak_store;
        }
        inner = outer;
    }
    return Flow::Event::weak_store;
}
// Binds what a target of an assignment, loop, `with`, import … binds; reads what it reads first.
void CodeEvents::target(Node node, Flow::Event::Sort sort) {
    if (!node) return;
    auto inside = references_within(data_, node);
    for (const Reference& r : inside)
        if (r.access == Access::load && flow_owner_of(r.scope) == owner_) graph_.event(r, Flow::Event::load);
    for (const Reference& r : inside)
        if (r.access == Access::store && flow_owner_of(r.scope) == owner_) graph_.event(r, sort);
}
void CodeEvents::parameters(Node list) {
    for (const Reference& r : references_within(data_, list))
        if (r.access == Access::store && r.scope == owner_) graph_.event(r, Flow::Event::store);
}

void CodeEvents::augmented(Node node) {
    for (const Reference& r : references_within(data_, node.child(Field::left)))
        if (r.reads() && flow_owner_of(r.scope) == owner_) graph_.event(r, Flow::Event::load);
    expression(node.child(Field::right));
    for (const Reference& r : references_within(data_, node.child(Field::left)))
        if (r.access == Access::store && flow_owner_of(r.scope) == owner_) graph_.event(r, Flow::Event::store);
}

// Anything may happen in it, or nothing.
void CodeEvents::damaged(Node node) {
    for (const Reference& r : references_within(data_, node)) {
        if (flow_owner_of(r.scope) != owner_) continue;
        if (r.reads()) graph_.event(r, Flow::Event::load);
        if (r.access == Access::store) graph_.event(r, Flow::Event::weak_store);
    }
    graph_.follow();
}

}  // namespace zen
