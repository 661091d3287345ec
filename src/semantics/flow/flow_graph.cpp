// Builds the control-flow graph of one function (or lambda, or the module) by walking its statements.
#include "semantics/flow/flow_graph.h"

#include <algorithm>
#include <numeric>

namespace zen {

ScopeId flow_owner(const Model& model, ScopeId scope) {
    for (;;) {
        const Scope& s = model.scopes()[scope];
        switch (s.sort) {
            case Scope::module:
            case Scope::function:
            case Scope::lambda:
                return scope;
            case Scope::comprehension: {
                // A generator runs when somebody asks it; one that is a call's argument is taken as used up there.
                Node node(model.tree(), s.node);
                if (node.is(Kind::generator_expression) && !node.parent().is_any({Kind::call, Kind::argument_list}))
                    return scope;
                break;
            }
            default:
                break;
        }
        scope = s.parent;
    }
}

namespace {

using Block = std::uint32_t;

class Builder {
  public:
    Builder(const Model& model, ScopeId owner) : model_(model), data_(model.data()), owner_(owner) {
        flow_.scope = owner;
    }

    Flow build() {
        Node node(model_.tree(), model_.scopes()[owner_].node);
        auto inside = references_within(data_, node);
        flow_.first_reference = inside.empty() ? 0 : index_of(inside.front());
        flow_.event_at.assign(inside.size(), Flow::nowhere);
        current_ = new_block();
        switch (node.kind()) {
            case Kind::module:
                statements(node);
                break;
            case Kind::lambda:
                parameters(node.child(Field::parameters));
                expression(node.child(Field::body));
                break;
            case Kind::function_definition:
                parameters(node.child(Field::parameters));
                statements(node.child(Field::body));
                break;
            default:
                expression(node);
                break;
        }
        finish();
        return std::move(flow_);
    }

  private:
    // ---- Blocks and edges
    // -----------------------------------------------------------------------------------------------
    static constexpr Block unreachable = Flow::nowhere;

    Block new_block() {
        flow_.blocks.emplace_back();
        block_events_.emplace_back();
        reached_.push_back(false);
        // Whatever happens in a `try` may end in its handlers.
        if (!dispatches_.empty()) edge(static_cast<Block>(flow_.blocks.size() - 1), dispatches_.back().block);
        return static_cast<Block>(flow_.blocks.size() - 1);
    }
    void edge(Block from, Block to) {
        if (from == unreachable || to == unreachable) return;
        edges_.push_back({from, to});
        reached_[to] = true;
    }
    // A new block after the present one.
    Block follow() {
        Block next = new_block();
        edge(current_, next);
        return current_ = next;
    }
    // Code that cannot be reached still gets blocks, without a way in.
    void ensure() {
        if (current_ == unreachable) current_ = new_block();
    }
    std::uint32_t index_of(const Reference& r) const {
        return static_cast<std::uint32_t>(&r - data_.references.data());
    }
    void event(const Reference& r, Flow::Event::Sort sort) {
        ensure();
        block_events_[current_].push_back({index_of(r), current_, sort});
        // Between two stores of a `try` the handler may see the first alone.
        if (sort != Flow::Event::load && !dispatches_.empty()) follow();
    }

    // ---- Expressions
    // ---------------------------------------------------------------------------------------------------- The
    // references of the node's range that run here, stores of `:=` after what they store.
    void expression(Node node) {
        if (node) range(node.id(), node.record().next);
    }
    void range(NodeId from, NodeId to) {
        const auto& refs = data_.references;
        auto at = std::ranges::lower_bound(refs, from, {}, &Reference::node);
        // In a comprehension the text's order is not that of time: what a walrus in it stores may be there from the
        // start.
        for (auto r = at; r != refs.end() && r->node < to; ++r)
            if (r->access == Access::store && flow_owner_of(r->scope) == owner_ && in_comprehension(*r) &&
                is_walrus(*r))
                event(*r, Flow::Event::weak_store);
        std::vector<std::pair<NodeId, const Reference*>> walruses;  // end of the named expression, its target
        for (; at != refs.end() && at->node < to; ++at) {
            while (!walruses.empty() && at->node >= walruses.back().first) {
                event(*walruses.back().second, walrus_sort(*walruses.back().second));
                walruses.pop_back();
            }
            if (flow_owner_of(at->scope) != owner_) {
                if (NodeId past = end_of_inner(*at))
                    at = std::prev(std::ranges::lower_bound(at, refs.end(), past, {}, &Reference::node));
                continue;
            }
            if (at->access == Access::load) {
                event(*at, Flow::Event::load);
            } else if (at->access == Access::store) {
                if (is_walrus(*at) && !in_comprehension(*at))
                    walruses.push_back({Node(model_.tree(), at->node).parent().record().next, &*at});
            } else if (at->access == Access::del) {
                event(*at, Flow::Event::del);
            }
        }
        for (; !walruses.empty(); walruses.pop_back())
            event(*walruses.back().second, walrus_sort(*walruses.back().second));
    }
    // The end of the inner lambda's body that the reference stands in; 0 when it stands elsewhere.
    NodeId end_of_inner(const Reference& r) const {
        for (ScopeId s = r.scope; s != owner_ && s != 0; s = data_.scopes[s].parent) {
            if (data_.scopes[s].sort != Scope::lambda || flow_owner(model_, data_.scopes[s].parent) != owner_) continue;
            Node body = Node(model_.tree(), data_.scopes[s].node).child(Field::body);
            if (body && body.id() <= r.node && r.node < body.record().next) return body.record().next;
        }
        return 0;
    }
    bool is_walrus(const Reference& r) const {
        return data_.tree->nodes[data_.tree->nodes[r.node].parent].kind == Kind::named_expression;
    }
    bool in_comprehension(const Reference& r) const { return data_.scopes[r.scope].sort == Scope::comprehension; }
    ScopeId flow_owner_of(ScopeId scope) {
        if (scope == last_scope_) return last_owner_;
        last_scope_ = scope;
        return last_owner_ = flow_owner(model_, scope);
    }
    // Behind `and`, `or` or a condition a walrus may not happen.
    Flow::Event::Sort walrus_sort(const Reference& r) const {
        Node inner = Node(model_.tree(), r.node).parent();
        for (int steps = 0; steps < 64; ++steps) {
            Node outer = inner.parent();
            if (!outer || is_statement(outer.kind())) return Flow::Event::store;
            if (outer.is_any({Kind::boolean_operator, Kind::comparison_operator, Kind::conditional_expression})) {
                bool first =
                    outer.is(Kind::conditional_expression) ? outer.child(1u) == inner : outer.child(0u) == inner;
                if (!first) return Flow::Event::weak_store;
            }
            inner = outer;
        }
        return Flow::Event::weak_store;
    }
    // Binds what a target of an assignment, loop, `with`, import … binds; reads what it reads first.
    void target(Node node, Flow::Event::Sort sort = Flow::Event::store) {
        if (!node) return;
        auto inside = references_within(data_, node);
        for (const Reference& r : inside)
            if (r.access == Access::load && flow_owner_of(r.scope) == owner_) event(r, Flow::Event::load);
        for (const Reference& r : inside)
            if (r.access == Access::store && flow_owner_of(r.scope) == owner_) event(r, sort);
    }
    void parameters(Node list) {
        for (const Reference& r : references_within(data_, list))
            if (r.access == Access::store && r.scope == owner_) event(r, Flow::Event::store);
    }

    // ---- Jumps
    // ---------------------------------------------------------------------------------------------------------- What a
    // jump passes on its way out: loops take `break` and `continue`, a `finally` runs before they go on.
    struct Frame {
        NodeId node;  // the loop or `try`
        bool loop;
        Block again = unreachable, after = unreachable;  // of a loop
        Block last = unreachable;                        // entry of a `finally`
        bool breaks = false, continues = false, returns = false;
    };
    // Sends what is in force now to where the jump goes first; false when nothing takes it.
    bool jump(Block from, NodeId statement, bool breaks) {
        if (frames_.empty()) return false;
        Frame& frame = frames_.back();
        Block to = frame.last;
        if (frame.loop)
            to = breaks ? frame.after : frame.again;
        else
            (breaks ? frame.breaks : frame.continues) = true;
        edge(from, to);
        flow_.jumps.push_back({statement, frame.node, to});
        return true;
    }
    // A `return` runs every `finally` around it.
    void leave_function(Block from, NodeId statement) {
        for (auto frame = frames_.rbegin(); frame != frames_.rend(); ++frame) {
            if (frame->loop) continue;
            frame->returns = true;
            edge(from, frame->last);
            flow_.jumps.push_back({statement, frame->node, frame->last});
            return;
        }
    }
    struct Dispatch {
        NodeId node;
        Block block;
    };

    // ---- Statements
    // -----------------------------------------------------------------------------------------------------
    void statements(Node block) {
        if (++depth_ > nesting_limit) flow_.too_deep = true;
        if (!flow_.too_deep)
            for (Node statement : block.children()) {
                this->statement(statement);
                if (current_ != unreachable)
                    flow_.after[statement.id()] = {current_,
                                                   static_cast<std::uint32_t>(block_events_[current_].size())};
            }
        --depth_;
    }
    void statement(Node node) {
        if (node.damaged()) return damaged(node);
        switch (node.kind()) {
            case Kind::expression_statement:
                return simple(node);
            case Kind::return_statement:
                expression(node);
                leave_function(current_, node.id());
                current_ = unreachable;
                return;
            case Kind::raise_statement:
                expression(node);
                if (!dispatches_.empty()) {
                    edge(current_, dispatches_.back().block);
                    flow_.jumps.push_back({node.id(), dispatches_.back().node, dispatches_.back().block});
                }
                current_ = unreachable;
                return;
            case Kind::break_statement:
            case Kind::continue_statement:
                jump(current_, node.id(), node.is(Kind::break_statement));
                current_ = unreachable;
                return;
            case Kind::if_statement:
                return conditional(node);
            case Kind::while_statement:
                return while_loop(node);
            case Kind::for_statement:
                return for_loop(node);
            case Kind::try_statement:
                return trial(node);
            case Kind::with_statement:
                return with(node);
            case Kind::match_statement:
                return match(node);
            case Kind::decorated_definition:
                for (Node part : node.children()) part.is(Kind::decorator) ? expression(part) : statement(part);
                return;
            case Kind::function_definition:
                for (Node part : node.children())
                    if (part.field() != Field::body && part.field() != Field::name) expression(part);
                return target(node.child(Field::name));
            case Kind::class_definition:
                for (Node part : node.children())
                    if (part.field() != Field::body && part.field() != Field::name) expression(part);
                statements(node.child(Field::body));
                return target(node.child(Field::name));
            case Kind::import_statement:
            case Kind::import_from_statement:
            case Kind::future_import_statement:
            case Kind::type_alias_statement:
                return target(node);
            default:
                return expression(node);
        }
    }
    // Anything may happen in it, or nothing.
    void damaged(Node node) {
        for (const Reference& r : references_within(data_, node)) {
            if (flow_owner_of(r.scope) != owner_) continue;
            if (r.reads()) event(r, Flow::Event::load);
            if (r.access == Access::store) event(r, Flow::Event::weak_store);
        }
        follow();
    }
    void simple(Node node) {
        for (Node part : node.children()) {
            if (part.is(Kind::assignment))
                assignment(part);
            else if (part.is(Kind::augmented_assignment))
                augmented(part);
            else
                expression(part);
        }
        if (node.child(0u).is_any({Kind::call, Kind::await}) && never_returns(model_, node.child(0u)))
            current_ = unreachable;
    }
    void assignment(Node node) {
        std::vector<Node> chain{node};
        while (chain.back().child(Field::right).is(Kind::assignment)) chain.push_back(chain.back().child(Field::right));
        Node value = chain.back().child(Field::right);
        if (value.is(Kind::augmented_assignment))
            augmented(value);
        else
            expression(value);
        for (Node a : chain) {
            expression(a.child(Field::type));
            if (value) target(a.child(Field::left));
        }
    }
    void augmented(Node node) {
        for (const Reference& r : references_within(data_, node.child(Field::left)))
            if (r.reads() && flow_owner_of(r.scope) == owner_) event(r, Flow::Event::load);
        expression(node.child(Field::right));
        for (const Reference& r : references_within(data_, node.child(Field::left)))
            if (r.access == Access::store && flow_owner_of(r.scope) == owner_) event(r, Flow::Event::store);
    }
    void conditional(Node node) {
        Block after = new_block();
        expression(node.child(Field::condition));
        branch(node.child(Field::condition), node.child(Field::consequence), after);
        bool otherwise = false;
        for (Node clause : node.children()) {
            if (clause.field() != Field::alternative) continue;
            if (clause.is(Kind::else_clause)) {
                otherwise = true;
                statements(clause.child(Field::body));
                edge(current_, after);
            } else {
                expression(clause.child(Field::condition));
                branch(clause.child(Field::condition), clause.child(Field::consequence), after);
            }
        }
        if (!otherwise) edge(current_, after);
        settle(after);
    }
    // The code where the condition holds, on to `after`; the present block is then the one where it does not.
    void branch(Node condition, Node body, Block after) {
        ensure();
        Block test = current_;
        current_ = new_block();
        if (!always_false(condition)) edge(test, current_);
        statements(body);
        edge(current_, after);
        current_ = new_block();
        if (!always_true(condition)) edge(test, current_);
    }
    // Goes on in `block` if anything leads there.
    void settle(Block block) { current_ = reached_[block] ? block : unreachable; }

    void while_loop(Node node) {
        ensure();
        Block head = follow(), after = new_block();
        expression(node.child(Field::condition));
        Block test = current_;
        frames_.push_back({node.id(), true, head, after});
        current_ = new_block();
        if (!always_false(node.child(Field::condition))) edge(test, current_);
        statements(node.child(Field::body));
        edge(current_, head);
        frames_.pop_back();
        current_ = new_block();
        if (!always_true(node.child(Field::condition))) edge(test, current_);
        statements(node.child(Field::alternative).child(Field::body));
        edge(current_, after);
        settle(after);
    }
    void for_loop(Node node) {
        ensure();
        expression(node.child(Field::right));
        Block head = follow(), after = new_block();
        frames_.push_back({node.id(), true, head, after});
        current_ = new_block();
        edge(head, current_);
        target(node.child(Field::left));
        statements(node.child(Field::body));
        edge(current_, head);
        frames_.pop_back();
        current_ = new_block();
        edge(head, current_);
        statements(node.child(Field::alternative).child(Field::body));
        edge(current_, after);
        current_ = after;
    }

    void trial(Node node) {
        ensure();
        Node last_clause;
        bool handled = false;
        for (Node clause : node.children()) {
            if (clause.is(Kind::finally_clause)) last_clause = clause;
            handled |= clause.is(Kind::except_clause);
        }
        Block last = unreachable, after = new_block();
        if (last_clause) {
            last = new_block();
            Frame frame{};
            frame.node = node.id();
            frame.last = last;
            frames_.push_back(frame);
            dispatches_.push_back({node.id(), last});
        }
        Block dispatch = handled ? new_block() : unreachable;
        if (handled) {
            dispatches_.push_back({node.id(), dispatch});
            edge(current_, dispatch);
        } else if (last_clause) {
            edge(current_, last);
        }
        follow();
        statements(node.child(Field::body));
        if (handled) dispatches_.pop_back();
        // What else would follow the body, then each handler, then `finally`.
        Block goal = last_clause ? last : after;
        bool normal_end = false;
        if (current_ != unreachable && handled) follow();  // `else` is not guarded
        for (Node clause : node.children())
            if (clause.is(Kind::else_clause)) {
                ensure();
                statements(clause.child(Field::body));
            }
        normal_end |= current_ != unreachable;
        edge(current_, goal);
        for (Node clause : node.children()) {
            if (!clause.is(Kind::except_clause)) continue;
            current_ = new_block();
            edge(dispatch, current_);
            handler(clause);
            normal_end |= current_ != unreachable;
            edge(current_, goal);
        }
        if (!last_clause) return settle(after);
        Frame frame = frames_.back();
        frames_.pop_back();
        dispatches_.pop_back();
        current_ = last;
        statements(last_clause.last_child());
        Block end = current_;
        if (frame.breaks) jump(end, node.id(), true);
        if (frame.continues) jump(end, node.id(), false);
        if (frame.returns) leave_function(end, node.id());
        if (!dispatches_.empty()) edge(end, dispatches_.back().block);
        if (normal_end) edge(end, after);
        settle(after);
    }
    // `except E as e` ends with a `del e`, which has no reference of its own; the name is dead after it anyway.
    void handler(Node clause) {
        for (Node part : clause.children()) {
            if (part.is(Kind::block)) {
                statements(part);
            } else if (part.is(Kind::as_pattern)) {
                expression(part.child(0u));
                target(part.child(Field::alias));
            } else {
                expression(part);
            }
        }
    }
    void with(Node node) {
        ensure();
        bool suppresses = may_suppress(model_, node);
        Block after = unreachable;
        if (suppresses) {
            after = new_block();
            edge(current_, after);
            dispatches_.push_back({node.id(), after});
            follow();
        }
        for (Node clause : node.children())
            if (clause.is(Kind::with_clause))
                for (Node item : clause.children()) {
                    Node value = unparenthesized(item.child(Field::value));
                    if (value.is(Kind::as_pattern)) {
                        expression(value.child(0u));
                        target(value.child(Field::alias));
                    } else {
                        expression(value);
                    }
                }
        statements(node.child(Field::body));
        if (!suppresses) return;
        dispatches_.pop_back();
        // The way past a swallowed exception, which may lead out of an enclosing `try` as well.
        if (!dispatches_.empty()) edge(after, dispatches_.back().block);
        edge(current_, after);
        current_ = after;
    }
    void match(Node node) {
        ensure();
        Block after = new_block();
        for (Node part : node.children())
            if (part.field() == Field::subject) expression(part);
        bool complete = false;
        for (Node clause : node.child(Field::body).children()) {
            if (!clause.is(Kind::case_clause)) continue;
            ensure();
            Block before = current_;
            follow();
            for (Node part : clause.children())
                if (part.is(Kind::case_pattern)) target(part);
            expression(clause.child(Field::guard));
            Block matched = current_;
            follow();
            statements(clause.child(Field::consequence));
            edge(current_, after);
            if (irrefutable(clause)) {
                complete = true;
                current_ = unreachable;
                break;
            }
            current_ = new_block();
            edge(before, current_);
            edge(matched, current_);  // captured in part, or refused by the guard
        }
        if (!complete) edge(current_, after);
        settle(after);
    }

    // ---- The finished tables
    // --------------------------------------------------------------------------------------------
    struct Edge {
        Block from, to;
    };
    void finish() {
        for (Block b = 0; b < flow_.blocks.size(); ++b) {
            flow_.blocks[b].first = static_cast<std::uint32_t>(flow_.events.size());
            for (const Flow::Event& e : block_events_[b]) {
                std::uint32_t& at = flow_.event_at[e.reference - flow_.first_reference];
                // An augmented target is there twice; its store is the one to find.
                if (at == Flow::nowhere || e.sort != Flow::Event::load)
                    at = static_cast<std::uint32_t>(flow_.events.size());
                flow_.events.push_back(e);
            }
            flow_.blocks[b].last = static_cast<std::uint32_t>(flow_.events.size());
        }
        flow_.by_binding.resize(flow_.events.size());
        std::iota(flow_.by_binding.begin(), flow_.by_binding.end(), 0u);
        std::ranges::stable_sort(flow_.by_binding, {},
                                 [&](std::uint32_t e) { return data_.references[flow_.events[e].reference].binding; });
        std::ranges::sort(flow_.jumps, {}, &Flow::Jump::statement);
        for (auto& [statement, point] : flow_.after) point.event += flow_.blocks[point.block].first;
        auto group = [&](auto from, auto to, std::vector<std::uint32_t>& starts, std::vector<std::uint32_t>& targets) {
            starts.assign(flow_.blocks.size() + 1, 0);
            for (const Edge& e : edges_) ++starts[e.*from + 1];
            for (std::size_t b = 0; b < flow_.blocks.size(); ++b) starts[b + 1] += starts[b];
            targets.resize(edges_.size());
            std::vector<std::uint32_t> next(starts.begin(), starts.end() - 1);
            for (const Edge& e : edges_) targets[next[e.*from]++] = e.*to;
        };
        group(&Edge::from, &Edge::to, flow_.next_starts, flow_.next_targets);
        group(&Edge::to, &Edge::from, flow_.previous_starts, flow_.previous_targets);
    }

    const Model& model_;
    ModelData& data_;
    ScopeId owner_;
    Flow flow_;
    std::vector<Edge> edges_;
    std::vector<std::vector<Flow::Event>> block_events_;
    std::vector<Frame> frames_;
    std::vector<bool> reached_;         // by block: an edge leads there
    std::vector<Dispatch> dispatches_;  // where an exception goes, innermost last
    Block current_ = unreachable;
    ScopeId last_scope_ = no_id, last_owner_ = no_id;
    int depth_ = 0;
};

}  // namespace

const Flow& flow_of(const Model& model, ScopeId owner) {
    auto& known = model.data().flows[owner];
    if (!known) known = std::make_shared<const Flow>(Builder(model, owner).build());
    return *known;
}

}  // namespace zen
