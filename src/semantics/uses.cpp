// Who reads, stores and changes what: questions about names over stretches of code, answered by references and by flow.
#include <algorithm>

#include "semantics/flow_graph.h"

namespace zen {
namespace {

std::uint32_t index_of(const ModelData& d, const Reference& r) {
    return static_cast<std::uint32_t>(&r - d.references.data());
}

// The references inside a node that mean what `r` means; a name that the file does not bind means itself.
std::vector<const Reference*> inside(const Model& model, const Reference& r, Node where) {
    std::vector<const Reference*> out;
    if (!where) return out;
    auto node = [](const Reference* reference) { return reference->node; };
    if (r.binding != no_id) {
        auto all = model.references_of(r.binding);
        auto from = std::ranges::lower_bound(all, where.id(), {}, node);
        out.assign(from, std::ranges::lower_bound(from, all.end(), where.record().next, {}, node));
        return out;
    }
    auto all = model.references();
    for (auto it = std::ranges::lower_bound(all, where.id(), {}, &Reference::node); it != all.end() && it->node < where.record().next; ++it)
        if (it->binding == no_id && it->name == r.name) out.push_back(&*it);
    return out;
}

bool has_call(const Tree& tree, Node where) {
    for (NodeId i = where.id(); i < where.record().next; ++i) {
        Kind kind = tree.nodes[i].kind;
        if (kind == Kind::call || kind == Kind::await || kind == Kind::yield) return true;
    }
    return false;
}

// Is the node in a place that stores, deletes or binds?
bool in_target_place(Node node) {
    for (Node inner = node, outer = node.parent(); outer; inner = outer, outer = outer.parent()) {
        switch (outer.kind()) {
            case Kind::assignment:
            case Kind::augmented_assignment:
            case Kind::for_statement:
            case Kind::for_in_clause:
                return inner.field() == Field::left;
            case Kind::named_expression:
                return inner.field() == Field::name;
            case Kind::delete_statement:
            case Kind::as_pattern_target:
                return true;
            case Kind::pattern_list:
            case Kind::tuple_pattern:
            case Kind::list_pattern:
            case Kind::list_splat_pattern:
            case Kind::expression_list:
            case Kind::tuple:
            case Kind::list:
            case Kind::list_splat:
            case Kind::parenthesized_expression:
                break;
            default:
                return false;
        }
    }
    return false;
}

bool mutating_method(std::string_view name) {
    constexpr std::string_view known[] = {"__delitem__",
                                          "__iadd__",
                                          "__setitem__",
                                          "add",
                                          "append",
                                          "appendleft",
                                          "clear",
                                          "difference_update",
                                          "discard",
                                          "extend",
                                          "extendleft",
                                          "insert",
                                          "intersection_update",
                                          "move_to_end",
                                          "pop",
                                          "popitem",
                                          "popleft",
                                          "remove",
                                          "reverse",
                                          "rotate",
                                          "setdefault",
                                          "sort",
                                          "subtract",
                                          "symmetric_difference_update",
                                          "update"};
    return std::ranges::binary_search(known, name);
}

// The name that a chain of attributes and subscripts begins with.
Node root_of(Node expression) {
    Node n = unparenthesized(expression);
    for (;;) {
        if (n.is(Kind::attribute))
            n = unparenthesized(n.child(Field::object));
        else if (n.is(Kind::subscript))
            n = unparenthesized(n.child(Field::value));
        else
            return n;
    }
}

// The chain's links from the root outwards: x.a[0] has .a and [0].
std::vector<Node> links_of(Node expression) {
    std::vector<Node> links;
    for (Node n = unparenthesized(expression); n.is_any({Kind::attribute, Kind::subscript});
         n = unparenthesized(n.child(n.is(Kind::attribute) ? Field::object : Field::value)))
        links.push_back(n);
    std::ranges::reverse(links);
    return links;
}

// The node with the parentheses around it.
Node with_parentheses(Node n) {
    while (n.parent().is(Kind::parenthesized_expression)) n = n.parent();
    return n;
}

// The link that stands on the node: `.a` of x where x.a is written; none when nothing does.
Node next_link(Node n) {
    Node inner = with_parentheses(n), outer = inner.parent();
    if (outer.is(Kind::attribute) && inner.field() == Field::object) return outer;
    if (outer.is(Kind::subscript) && inner.field() == Field::value) return outer;
    return {};
}

bool same_link(Node a, Node b) {
    if (a.kind() != b.kind()) return false;
    if (a.is(Kind::attribute)) return a.child(Field::attribute).text() == b.child(Field::attribute).text();
    Node x = a.child(Field::subscript), y = b.child(Field::subscript);
    return same_code(x, y) && x.next_sibling().kind() == y.next_sibling().kind();
}

// Could two subscripts mean the same item? Different literals cannot.
bool may_be_same_link(const Model& model, Node a, Node b) {
    if (a.kind() != b.kind()) return false;
    if (a.is(Kind::attribute)) return same_link(a, b);
    return !(model.constant(a.child(Field::subscript)) && model.constant(b.child(Field::subscript))) || same_link(a, b);
}

}  // namespace

bool Model::stored(Node expression) const {
    if (const Reference* r = reference(expression)) return r->access != Access::load;
    return expression.is_any({Kind::attribute, Kind::subscript}) && in_target_place(with_parentheses(expression));
}

bool Model::rebound(Node expression, Node where) const {
    if (!expression || !where) return false;
    std::optional<bool> calls;  // asked once
    for (const Reference& r : references_within(*data_, expression)) {
        bool elsewhere = false;
        for (const Reference* other : inside(*this, r, where))
            if (other->writes()) return true;
        if (r.binding == no_id) continue;
        const Binding& b = data_->bindings[r.binding];
        // A call inside may run a function that stores to it.
        if (b.flags & (Binding::global_declared | Binding::nonlocal_declared))
            for (const Reference* other : references_of(r.binding))
                elsewhere |= other->writes() && other->scope != b.scope;
        if (elsewhere) {
            if (!calls) calls = has_call(tree(), where);
            if (*calls) return true;
        }
    }
    // `self.x = …` changes what `self.x` and `self.x.y` mean.
    for (Node n : expression.descendants()) {
        if (!n.is_any({Kind::attribute, Kind::subscript}) || next_link(n)) continue;
        const Reference* root = reference(root_of(n));
        if (!root) continue;
        std::vector<Node> links = links_of(n);
        for (const Reference* other : inside(*this, *root, where)) {
            Node at(tree(), other->node);
            for (Node link : links) {
                Node met = next_link(at);
                if (!met || !may_be_same_link(*this, link, met)) break;
                if (stored(met)) return true;
                at = met;
            }
        }
    }
    return false;
}

bool Model::mutated(Node expression, Node where, bool or_passed) const {
    const Reference* root = reference(root_of(expression));
    if (!root || !where) return false;
    std::vector<Node> links = links_of(expression);
    for (const Reference* other : inside(*this, *root, where)) {
        Node at(tree(), other->node);
        bool same = true;
        for (Node link : links) {
            at = next_link(at);
            if (!at || !may_be_same_link(*this, link, at)) {
                same = false;
                break;
            }
        }
        if (!same) continue;
        Node whole = with_parentheses(at), parent = whole.parent();
        if (parent.is(Kind::augmented_assignment) && whole.field() == Field::left) return true;
        Node link = next_link(at);
        if (link && stored(link)) return true;
        if (link.is(Kind::subscript)) {  // x[0][1] = …, x[i].append()
            Node deeper = link;
            while (next_link(deeper).is(Kind::subscript)) deeper = next_link(deeper);
            if (stored(deeper)) return true;
        }
        if (link.is(Kind::attribute)) {
            Node callee = with_parentheses(link);
            if (callee.parent().is(Kind::call) && callee.field() == Field::function) {
                std::string_view method = link.child(Field::attribute).text();
                if (mutating_method(method)) return true;
                // A method nobody knows may do anything to its object.
                if (or_passed && !type(at).only(immutable_types | sized_types)) return true;
            }
        }
        if (or_passed && !link) {
            Node argument = whole;
            while (argument.parent().is_any({Kind::keyword_argument, Kind::list_splat, Kind::dictionary_splat,
                                             Kind::tuple, Kind::list, Kind::set, Kind::dictionary, Kind::pair,
                                             Kind::conditional_expression, Kind::boolean_operator,
                                             Kind::parenthesized_expression}))
                argument = argument.parent();
            if (argument.parent().is(Kind::argument_list)) return true;
        }
    }
    return false;
}

bool Model::read_in(Node identifier, Node where) const {
    const Reference* r = reference(identifier);
    if (!r || !where) return false;
    if (r->binding == no_id)
        return std::ranges::any_of(references_within(*data_, where), [&](const Reference& other) {
            return other.name == r->name && other.binding == no_id;
        });
    return std::ranges::any_of(inside(*this, *r, where), [](const Reference* other) { return other->reads(); });
}

namespace {

// Walks the graph from a point on, in the direction of time, until the name is stored again. Says at each load of it
// whether to go on.
template <typename AtLoad>
void follow_value(const ModelData& d, const Flow& flow, Flow::Point from, BindingId id, std::vector<bool>& seen,
                  AtLoad at_load) {
    struct Part {
        std::uint32_t block, event;
    };
    std::vector<Part> todo{{from.block, from.event}};
    if (seen.empty()) seen.resize(flow.blocks.size(), false);
    while (!todo.empty()) {
        Part part = todo.back();
        todo.pop_back();
        bool killed = false;
        for (std::uint32_t e = part.event; e < flow.blocks[part.block].last && !killed; ++e) {
            const Flow::Event& event = flow.events[e];
            const Reference& r = d.references[event.reference];
            if (r.binding != id) continue;
            if (event.sort == Flow::Event::load && !at_load(r)) return;
            killed = event.sort == Flow::Event::store || event.sort == Flow::Event::del;
        }
        if (killed) continue;
        for (std::uint32_t i = flow.next_starts[part.block]; i < flow.next_starts[part.block + 1]; ++i) {
            std::uint32_t next = flow.next_targets[i];
            if (seen[next]) continue;
            seen[next] = true;
            todo.push_back({next, flow.blocks[next].first});
        }
    }
}

// Is it read by code that runs at another time than the code around it: functions, lambdas, kept generators?
bool read_later(const Model& model, BindingId id, ScopeId owner) {
    if (!(model.bindings()[id].flags & Binding::cell)) return false;
    return std::ranges::any_of(model.references_of(id),
                               [&](const Reference* r) { return r->reads() && flow_owner(model, r->scope) != owner; });
}

}  // namespace

bool Model::used_after(Node identifier, Node statement) const {
    const Reference* r = reference(identifier);
    if (!r || r->binding == no_id || !statement) return false;
    const ModelData& d = *data_;
    const Binding& b = d.bindings[r->binding];
    if (d.scopes[b.scope].sort == Scope::comprehension) return false;
    ScopeId owner = flow_owner(*this, b.scope);
    if (flow_owner(*this, scope_of(statement)) != owner || read_later(*this, r->binding, owner)) {
        // Read at a time that nobody knows.
        return std::ranges::any_of(references_of(r->binding), [&](const Reference* other) {
            return other->reads() && (other->node < statement.id() || other->node >= statement.record().next ||
                                      flow_owner(*this, other->scope) != owner);
        });
    }
    // Reads further down, or further up in a loop: without any, the answer is quick.
    Node outermost_loop;
    for (Node loop = enclosing_loop(statement); loop; loop = enclosing_loop(loop)) outermost_loop = loop;
    NodeId from = outermost_loop ? outermost_loop.id() : statement.record().next;
    bool any = std::ranges::any_of(references_of(r->binding),
                                   [&](const Reference* other) { return other->reads() && other->node >= from; });
    if (!any) return false;
    const Flow& flow = flow_of(*this, owner);
    if (flow.too_deep || statement.damaged()) return true;
    bool used = false;
    std::vector<bool> seen;
    auto look = [&](Flow::Point point) {
        follow_value(d, flow, point, r->binding, seen, [&](const Reference&) {
            used = true;
            return false;
        });
    };
    auto after = flow.after.find(statement.id());
    if (after != flow.after.end()) look(after->second);
    auto jump = std::ranges::lower_bound(flow.jumps, statement.id(), {}, &Flow::Jump::statement);
    for (; !used && jump != flow.jumps.end() && jump->statement < statement.record().next; ++jump)
        if (jump->to < statement.id() && jump->block != Flow::nowhere)
            look({jump->block, flow.blocks[jump->block].first});
    return used;
}

std::vector<Node> Model::uses(Node stored_identifier) const {
    const Reference* r = reference(stored_identifier);
    if (!r || r->binding == no_id) return {};
    const ModelData& d = *data_;
    ScopeId owner = flow_owner(*this, d.bindings[r->binding].scope);
    std::vector<NodeId> found;
    bool in_comprehension = d.scopes[d.bindings[r->binding].scope].sort == Scope::comprehension;
    std::uint32_t at = Flow::nowhere;
    const Flow* flow = nullptr;
    if (!in_comprehension && flow_owner(*this, r->scope) == owner) {
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
        if (d.bindings[r->binding].flags & Binding::cell)
            for (const Reference* other : references_of(r->binding))
                if (other->reads() && flow_owner(*this, other->scope) != owner) found.push_back(other->node);
    }
    std::ranges::sort(found);
    found.erase(std::unique(found.begin(), found.end()), found.end());
    std::vector<Node> nodes;
    for (NodeId id : found) nodes.emplace_back(tree(), id);
    return nodes;
}

std::vector<Node> Model::definitions(Node load) const {
    const Reference* r = reference(load);
    if (!r || r->binding == no_id || !r->reads()) return {};
    const ModelData& d = *data_;
    const Binding& b = d.bindings[r->binding];
    std::vector<NodeId> found;
    ScopeId owner = flow_owner(*this, b.scope);
    bool foreign_stores = false;
    if (b.flags & Binding::cell)
        for (const Reference* other : references_of(r->binding))
            foreign_stores |= other->writes() && flow_owner(*this, other->scope) != owner;
    std::uint32_t at = Flow::nowhere;
    const Flow* flow = nullptr;
    if (!foreign_stores && d.scopes[b.scope].sort != Scope::comprehension && flow_owner(*this, r->scope) == owner) {
        flow = &flow_of(*this, owner);
        if (!flow->too_deep) at = flow->event_of(index_of(d, *r));
    }
    if (at == Flow::nowhere) {
        for (const Reference* other : references_of(r->binding))
            if (other->access == Access::store) found.push_back(other->node);
    } else {
        struct Part {
            std::uint32_t block, event;  // look at the events before this one
        };
        std::vector<Part> todo{{flow->events[at].block, at}};
        std::vector<bool> seen(flow->blocks.size(), false);
        while (!todo.empty()) {
            Part part = todo.back();
            todo.pop_back();
            bool stopped = false;
            for (std::uint32_t e = part.event; e-- > flow->blocks[part.block].first && !stopped;) {
                const Flow::Event& event = flow->events[e];
                const Reference& other = d.references[event.reference];
                if (other.binding != r->binding || event.sort == Flow::Event::load) continue;
                if (event.sort != Flow::Event::del) found.push_back(other.node);
                stopped = event.sort != Flow::Event::weak_store;
            }
            if (stopped) continue;
            for (std::uint32_t i = flow->previous_starts[part.block]; i < flow->previous_starts[part.block + 1]; ++i) {
                std::uint32_t before = flow->previous_targets[i];
                if (seen[before]) continue;
                seen[before] = true;
                todo.push_back({before, flow->blocks[before].last});
            }
        }
    }
    std::ranges::sort(found);
    found.erase(std::unique(found.begin(), found.end()), found.end());
    std::vector<Node> nodes;
    for (NodeId id : found) nodes.emplace_back(tree(), id);
    return nodes;
}

}  // namespace zen
