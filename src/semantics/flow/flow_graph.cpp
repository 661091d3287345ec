// Builds the control-flow graph of one function (or lambda, or the module) by walking its statements.
#include "semantics/flow/flow_graph.h"

#include "semantics/flow/code_events.h"
#include "semantics/flow/graph_maker.h"

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

using Block = GraphMaker::Block;
constexpr Block unreachable = GraphMaker::unreachable;

class Builder {
  public:
    Builder(const Model& model, ScopeId owner)
        : model_(model),
          graph_(model.data(), owner, Node(model.tree(), model.scopes()[owner].node)),
          events_(model, owner, graph_) {}

    Flow build() {
        Node node(model_.tree(), model_.scopes()[graph_.flow.scope].node);
        switch (node.kind()) {
            case Kind::module:
                statements(node);
                break;
            case Kind::lambda:
                events_.parameters(node.child(Field::parameters));
                events_.expression(node.child(Field::body));
                break;
            case Kind::function_definition:
                events_.parameters(node.child(Field::parameters));
                statements(node.child(Field::body));
                break;
            default:
                events_.expression(node);
                break;
        }
        return graph_.finish();
    }

  private:
    void statements(Node block) {
        if (++depth_ > nesting_limit) graph_.flow.too_deep = true;
        if (!graph_.flow.too_deep)
            for (Node statement : block.children()) {
                this->statement(statement);
                if (graph_.current != unreachable)
                    graph_.flow.after[statement.id()] = {
                        graph_.current, static_cast<std::uint32_t>(graph_.block_events[graph_.current].size())};
            }
        --depth_;
    }
    void statement(Node node) {
        if (node.damaged()) return events_.damaged(node);
        switch (node.kind()) {
            case Kind::expression_statement:
                return simple(node);
            case Kind::return_statement:
                events_.expression(node);
                graph_.leave_function(graph_.current, node.id());
                graph_.current = unreachable;
                return;
            case Kind::raise_statement:
                events_.expression(node);
                if (!graph_.dispatches.empty()) {
                    graph_.edge(graph_.current, graph_.dispatches.back().block);
                    graph_.flow.jumps.push_back(
                        {node.id(), graph_.dispatches.back().node, graph_.dispatches.back().block});
                }
                graph_.current = unreachable;
                return;
            case Kind::break_statement:
            case Kind::continue_statement:
                graph_.jump(graph_.current, node.id(), node.is(Kind::break_statement));
                graph_.current = unreachable;
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
                for (Node part : node.children()) part.is(Kind::decorator) ? events_.expression(part) : statement(part);
                return;
            case Kind::function_definition:
                for (Node part : node.children())
                    if (part.field() != Field::body && part.field() != Field::name) events_.expression(part);
                return events_.target(node.child(Field::name));
            case Kind::class_definition:
                for (Node part : node.children())
                    if (part.field() != Field::body && part.field() != Field::name) events_.expression(part);
                statements(node.child(Field::body));
                return events_.target(node.child(Field::name));
            case Kind::import_statement:
            case Kind::import_from_statement:
            case Kind::future_import_statement:
            case Kind::type_alias_statement:
                return events_.target(node);
            default:
                return events_.expression(node);
        }
    }
    void simple(Node node) {
        for (Node part : node.children()) {
            if (part.is(Kind::assignment))
                assignment(part);
            else if (part.is(Kind::augmented_assignment))
                events_.augmented(part);
            else
                events_.expression(part);
        }
        if (node.child(0u).is_any({Kind::call, Kind::await}) && never_returns(model_, node.child(0u)))
            graph_.current = unreachable;
    }
    void assignment(Node node) {
        std::vector<Node> chain{node};
        while (chain.back().child(Field::right).is(Kind::assignment)) chain.push_back(chain.back().child(Field::right));
        Node value = chain.back().child(Field::right);
        if (value.is(Kind::augmented_assignment))
            events_.augmented(value);
        else
            events_.expression(value);
        for (Node a : chain) {
            events_.expression(a.child(Field::type));
            if (value) events_.target(a.child(Field::left));
        }
    }
    void conditional(Node node) {
        Block after = graph_.new_block();
        events_.expression(node.child(Field::condition));
        branch(node.child(Field::condition), node.child(Field::consequence), after);
        bool otherwise = false;
        for (Node clause : node.children()) {
            if (clause.field() != Field::alternative) continue;
            if (clause.is(Kind::else_clause)) {
                otherwise = true;
                statements(clause.child(Field::body));
                graph_.edge(graph_.current, after);
            } else {
                events_.expression(clause.child(Field::condition));
                branch(clause.child(Field::condition), clause.child(Field::consequence), after);
            }
        }
        if (!otherwise) graph_.edge(graph_.current, after);
        graph_.settle(after);
    }
    // The code where the condition holds, on to `after`; the present block is then the one where it does not.
    void branch(Node condition, Node body, Block after) {
        graph_.ensure();
        Block test = graph_.current;
        graph_.current = graph_.new_block();
        if (!always_false(condition)) graph_.edge(test, graph_.current);
        statements(body);
        graph_.edge(graph_.current, after);
        graph_.current = graph_.new_block();
        if (!always_true(condition)) graph_.edge(test, graph_.current);
    }

    void while_loop(Node node) {
        graph_.ensure();
        Block head = graph_.follow(), after = graph_.new_block();
        events_.expression(node.child(Field::condition));
        Block test = graph_.current;
        graph_.frames.push_back({node.id(), true, head, after});
        graph_.current = graph_.new_block();
        if (!always_false(node.child(Field::condition))) graph_.edge(test, graph_.current);
        statements(node.child(Field::body));
        graph_.edge(graph_.current, head);
        graph_.frames.pop_back();
        graph_.current = graph_.new_block();
        if (!always_true(node.child(Field::condition))) graph_.edge(test, graph_.current);
        statements(node.child(Field::alternative).child(Field::body));
        graph_.edge(graph_.current, after);
        graph_.settle(after);
    }
    void for_loop(Node node) {
        graph_.ensure();
        events_.expression(node.child(Field::right));
        Block head = graph_.follow(), after = graph_.new_block();
        graph_.frames.push_back({node.id(), true, head, after});
        graph_.current = graph_.new_block();
        graph_.edge(head, graph_.current);
        events_.target(node.child(Field::left));
        statements(node.child(Field::body));
        graph_.edge(graph_.current, head);
        graph_.frames.pop_back();
        graph_.current = graph_.new_block();
        graph_.edge(head, graph_.current);
        statements(node.child(Field::alternative).child(Field::body));
        graph_.edge(graph_.current, after);
        graph_.current = after;
    }

    void trial(Node node) {
        graph_.ensure();
        Node last_clause;
        bool handled = false;
        for (Node clause : node.children()) {
            if (clause.is(Kind::finally_clause)) last_clause = clause;
            handled |= clause.is(Kind::except_clause);
        }
        Block last = unreachable, after = graph_.new_block();
        if (last_clause) {
            last = graph_.new_block();
            GraphMaker::Frame frame{};
            frame.node = node.id();
            frame.last = last;
            graph_.frames.push_back(frame);
            graph_.dispatches.push_back({node.id(), last});
        }
        Block dispatch = handled ? graph_.new_block() : unreachable;
        if (handled) {
            graph_.dispatches.push_back({node.id(), dispatch});
            graph_.edge(graph_.current, dispatch);
        } else if (last_clause) {
            graph_.edge(graph_.current, last);
        }
        graph_.follow();
        statements(node.child(Field::body));
        if (handled) graph_.dispatches.pop_back();
        // What else would follow the body, then each handler, then `finally`.
        Block goal = last_clause ? last : after;
        bool normal_end = false;
        if (graph_.current != unreachable && handled) graph_.follow();  // `else` is not guarded
        for (Node clause : node.children())
            if (clause.is(Kind::else_clause)) {
                graph_.ensure();
                statements(clause.child(Field::body));
            }
        normal_end |= graph_.current != unreachable;
        graph_.edge(graph_.current, goal);
        for (Node clause : node.children()) {
            if (!clause.is(Kind::except_clause)) continue;
            graph_.current = graph_.new_block();
            graph_.edge(dispatch, graph_.current);
            handler(clause);
            normal_end |= graph_.current != unreachable;
            graph_.edge(graph_.current, goal);
        }
        if (!last_clause) return graph_.settle(after);
        GraphMaker::Frame frame = graph_.frames.back();
        graph_.frames.pop_back();
        graph_.dispatches.pop_back();
        graph_.current = last;
        statements(last_clause.last_child());
        Block end = graph_.current;
        if (frame.breaks) graph_.jump(end, node.id(), true);
        if (frame.continues) graph_.jump(end, node.id(), false);
        if (frame.returns) graph_.leave_function(end, node.id());
        if (!graph_.dispatches.empty()) graph_.edge(end, graph_.dispatches.back().block);
        if (normal_end) graph_.edge(end, after);
        graph_.settle(after);
    }
    // `except E as e` ends with a `del e`, which has no reference of its own; the name is dead after it anyway.
    void handler(Node clause) {
        for (Node part : clause.children()) {
            if (part.is(Kind::block)) {
                statements(part);
            } else if (part.is(Kind::as_pattern)) {
                events_.expression(part.child(0u));
                events_.target(part.child(Field::alias));
            } else {
                events_.expression(part);
            }
        }
    }
    void with(Node node) {
        graph_.ensure();
        bool suppresses = may_suppress(model_, node);
        Block after = unreachable;
        if (suppresses) {
            after = graph_.new_block();
            graph_.edge(graph_.current, after);
            graph_.dispatches.push_back({node.id(), after});
            graph_.follow();
        }
        for (Node clause : node.children())
            if (clause.is(Kind::with_clause))
                for (Node item : clause.children()) {
                    Node value = unparenthesized(item.child(Field::value));
                    if (value.is(Kind::as_pattern)) {
                        events_.expression(value.child(0u));
                        events_.target(value.child(Field::alias));
                    } else {
                        events_.expression(value);
                    }
                }
        statements(node.child(Field::body));
        if (!suppresses) return;
        graph_.dispatches.pop_back();
        // The way past a swallowed exception, which may lead out of an enclosing `try` as well.
        if (!graph_.dispatches.empty()) graph_.edge(after, graph_.dispatches.back().block);
        graph_.edge(graph_.current, after);
        graph_.current = after;
    }
    void match(Node node) {
        graph_.ensure();
        Block after = graph_.new_block();
        for (Node part : node.children())
            if (part.field() == Field::subject) events_.expression(part);
        bool complete = false;
        for (Node clause : node.child(Field::body).children()) {
            if (!clause.is(Kind::case_clause)) continue;
            graph_.ensure();
            Block before = graph_.current;
            graph_.follow();
            for (Node part : clause.children())
                if (part.is(Kind::case_pattern)) events_.target(part);
            events_.expression(clause.child(Field::guard));
            Block matched = graph_.current;
            graph_.follow();
            statements(clause.child(Field::consequence));
            graph_.edge(graph_.current, after);
            if (irrefutable(clause)) {
                complete = true;
                graph_.current = unreachable;
                break;
            }
            graph_.current = graph_.new_block();
            graph_.edge(before, graph_.current);
            graph_.edge(matched, graph_.current);  // captured in part, or refused by the guard
        }
        if (!complete) graph_.edge(graph_.current, after);
        graph_.settle(after);
    }

    const Model& model_;
    GraphMaker graph_;
    CodeEvents events_;
    int depth_ = 0;
};

}  // namespace

const Flow& flow_of(const Model& model, ScopeId owner) {
    auto& known = model.data().flows[owner];
    if (!known) known = std::make_shared<const Flow>(Builder(model, owner).build());
    return *known;
}

}  // namespace zen
