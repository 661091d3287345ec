// How control leaves statements, by their structure alone.
#include "semantics/flow/flow_graph.h"

namespace zen {
namespace {

// A set of ways out.
enum Way : std::uint8_t { falls = 1, returns = 2, raises = 4, breaks = 8, continues = 16 };
using Ways = std::uint8_t;

class Exits {
  public:
    explicit Exits(const Model& model) : model_(model), known_(model.data().exits) {
        if (known_.empty()) known_.resize(model.tree().nodes.size());
    }

    Ways of(Node node) {
        if (known_[node.id()] != 0) return known_[node.id()] & all;
        if (depth_ >= nesting_limit) return falls;
        ++depth_;
        Ways ways = work_out(node);
        --depth_;
        known_[node.id()] = ways | asked;
        return ways;
    }

  private:
    static Ways with(Ways a, unsigned b) { return static_cast<Ways>(a | b); }
    static Ways without(Ways a, unsigned b) { return static_cast<Ways>(a & ~b); }
    Ways part(Node node) { return node ? of(node) : Ways{falls}; }

    Ways work_out(Node node) {
        switch (node.kind()) {
            case Kind::return_statement:
                return returns;
            case Kind::raise_statement:
                return raises;
            case Kind::break_statement:
                return breaks;
            case Kind::continue_statement:
                return continues;
            case Kind::expression_statement:
                return never_returns(model_, node.child(0u)) ? raises : falls;
            case Kind::module:
            case Kind::block:
                return block(node);
            case Kind::if_statement:
                return conditional(node);
            case Kind::while_statement:
            case Kind::for_statement:
                return loop(node);
            case Kind::try_statement:
                return trial(node);
            case Kind::with_statement: {
                Ways ways = part(node.child(Field::body));
                return may_suppress(model_, node) ? with(ways, falls) : ways;
            }
            case Kind::match_statement:
                return match(node);
            case Kind::elif_clause:
            case Kind::case_clause:
                return part(node.child(Field::consequence));
            case Kind::else_clause:
                return part(node.child(Field::body));
            case Kind::except_clause:
            case Kind::finally_clause:
                return part(node.last_child());
            default:
                return falls;
        }
    }
    Ways block(Node node) {
        Ways ways = falls;
        for (Node statement : node.children()) {
            ways = with(without(ways, falls), of(statement));
            if (!(ways & falls)) break;
        }
        return ways;
    }
    Ways conditional(Node node) {
        Ways ways = 0;
        bool certain = always_true(node.child(Field::condition));
        if (!always_false(node.child(Field::condition))) ways = part(node.child(Field::consequence));
        for (Node clause : node.children()) {
            if (certain || clause.field() != Field::alternative) continue;
            if (clause.is(Kind::else_clause)) {
                return with(ways, of(clause));
            } else if (!always_false(clause.child(Field::condition))) {
                ways = with(ways, of(clause));
                certain = always_true(clause.child(Field::condition));
            }
        }
        return certain ? ways : with(ways, falls);
    }
    Ways loop(Node node) {
        Ways body = part(node.child(Field::body));
        Ways ways = without(body, falls | breaks | continues);
        if (body & breaks) ways = with(ways, falls);
        if (node.is(Kind::while_statement) && always_true(node.child(Field::condition))) return ways;
        return with(ways, part(node.child(Field::alternative)));
    }
    Ways trial(Node node) {
        Ways ways = part(node.child(Field::body)), handled = 0, last = falls;
        bool catches_all = false;
        for (Node clause : node.children()) {
            if (clause.is(Kind::except_clause)) {
                handled = with(handled, of(clause));
                Node caught = clause.child(Field::value);
                if (caught.is(Kind::as_pattern)) caught = caught.child(0u);
                catches_all |= !caught || model_.means(caught, "BaseException") || model_.means(caught, "Exception");
            } else if (clause.is(Kind::else_clause) && (ways & falls)) {
                ways = with(without(ways, falls), of(clause));
            } else if (clause.is(Kind::finally_clause)) {
                last = of(clause);
            }
        }
        if (catches_all) ways = without(ways, raises);
        ways = with(ways, handled);
        return last & falls ? with(ways, without(last, falls)) : last;
    }
    Ways match(Node node) {
        Ways ways = 0;
        for (Node clause : node.child(Field::body).children()) {
            if (!clause.is(Kind::case_clause)) continue;
            ways = with(ways, of(clause));
            if (irrefutable(clause)) return ways;
        }
        return with(ways, falls);
    }

    const Model& model_;
    static constexpr Ways asked = 0x80, all = 0x7f;
    std::vector<Ways>& known_;  // by node: `asked` and the ways
    int depth_ = 0;
};

}  // namespace

Model::Exit Model::exit(Node statement_or_block) const {
    if (!statement_or_block || statement_or_block.damaged()) return Exit::falls_through;
    Ways ways = Exits(*this).of(statement_or_block);
    if (ways & falls) return Exit::falls_through;
    switch (ways) {
        case returns:
            return Exit::returns;
        case raises:
            return Exit::raises;
        case breaks:
            return Exit::breaks;
        case continues:
            return Exit::continues;
        default:
            return Exit::mixed;
    }
}

Node Model::enclosing_loop(Node node) const {
    Ascent up(*this);
    for (Node inner = node, outer = up(node); outer; inner = outer, outer = up(outer)) {
        if (is_function(outer.kind()) || outer.is(Kind::class_definition)) {
            if (inner.field() == Field::body) return {};
        }
        if (outer.is_any({Kind::for_statement, Kind::while_statement}) && inner.field() == Field::body) return outer;
    }
    return {};
}

bool Model::in_async_function(Node node) const {
    Node function = enclosing_function(node);
    if (!function.is(Kind::function_definition)) return false;
    for (Node token : function.tokens()) {
        if (token.is(Kind::kw_async)) return true;
        if (token.is(Kind::kw_def)) break;
    }
    return false;
}

namespace {

// Does any node of `where` satisfy the test, inner functions left out?
template <typename Test>
bool any_of_same_function(const Tree& tree, Node where, Test test) {
    if (!where) return false;
    NodeId end = where.record().next;
    for (NodeId i = where.id(); i < end;) {
        const NodeRecord& node = tree.nodes[i];
        if (test(node)) return true;
        // Bodies of inner functions do not count; their defaults and decorators do.
        bool inner_body = node.field == Field::body && i != where.id() && is_function(tree.nodes[node.parent].kind) &&
                          node.parent > where.id();
        i = inner_body ? node.next : i + 1;
    }
    return false;
}

}  // namespace

bool Model::contains_yield(Node where) const {
    return any_of_same_function(tree(), where, [&](const NodeRecord& n) {
        return n.kind == Kind::yield || n.kind == Kind::await ||
               (n.kind == Kind::kw_async && tree().nodes[n.parent].kind != Kind::function_definition);
    });
}

bool Model::contains_await(Node where) const {
    return any_of_same_function(tree(), where, [&](const NodeRecord& n) {
        return n.kind == Kind::await ||
               (n.kind == Kind::kw_async && tree().nodes[n.parent].kind != Kind::function_definition);
    });
}

}  // namespace zen
