// Which conditions stand between the stores of a variable and where it is read.
#include <algorithm>

#include "semantics/flow/flow_graph.h"
#include "semantics/types/narrowing.h"

namespace zen {
namespace {

// Readings further away than so many are not looked at: of a name, and of what attributes start with.
constexpr int looked_at = 40, looked_at_roots = 200, same_attributes = 6, ifs_before = 8;
constexpr std::size_t most_facts = 8;
// Nor is code of more nodes than that searched.
constexpr NodeId searched = 3000;

// The expression that starts at that name and is spelled as the variable is; none where it is another one.
Node whole_variable(Node name, const Variable& variable) {
    Node n = name;
    while (n.text().size() < variable.text.size() && n.parent().is(Kind::attribute) && n.field() == Field::object)
        n = n.parent();
    return variable.text.empty() || n.text() == variable.text ? n : Node();
}

// Does the scope see the other one's names at the same time: itself, or one that a comprehension stands in?
bool runs_with(const Model& model, ScopeId inner, ScopeId outer) {
    while (inner != outer && model.scopes()[inner].sort == Scope::comprehension) inner = model.scopes()[inner].parent;
    return inner == outer;
}

bool has_break(Node loop) {
    const auto& nodes = loop.tree().nodes;
    const Node body = loop.child(Field::body);
    if (body.record().next - body.id() > searched) return true;
    for (NodeId i = body.id(); i < body.record().next;) {
        if (nodes[i].kind == Kind::break_statement) return true;
        const bool other = is_function(nodes[i].kind) || nodes[i].kind == Kind::for_statement ||
                           nodes[i].kind == Kind::while_statement;
        i = other ? nodes[i].next : i + 1;
    }
    return false;
}

// Does anything run between the two that may change an object?
bool calls_between(const Tree& tree, NodeId from, NodeId to) {
    if (to > from + searched) return true;
    for (NodeId i = from; i < to; ++i)
        if (const Kind kind = tree.nodes[i].kind;
            (kind == Kind::call || kind == Kind::await || kind == Kind::yield) && tree.nodes[i].next <= to)
            return true;
    return false;
}

class Search {
  public:
    Search(const Model& model, const Variable& variable, Node load) : model_(model), variable_(variable), load_(load) {}

    Facts run() {
        const auto all = model_.references_of(variable_.root->binding);
        const auto self =
            std::ranges::lower_bound(all, variable_.root->node, {}, [](const Reference* r) { return r->node; });
        int left = variable_.text.empty() ? looked_at : looked_at_roots;
        matches_ = variable_.text.empty() ? looked_at : same_attributes;
        for (auto at = self; at != all.begin() && left-- > 0 && out_.all.size() < most_facts;) {
            const Reference& r = **--at;
            test(r);
            // A store in a block around the load ends what was known before it.
            if (variable_.text.empty() && r.writes() && r.scope == variable_.root->scope &&
                load_.within(statement_of(Node(model_.tree(), r.node)).parent()))
                break;
        }
        std::ranges::reverse(out_.all);
        // `x if x else y`, `[x for x in xs if x]`: conditions that stand behind what they decide.
        const NodeId end = end_of_expression();
        for (auto at = self; at != all.end() && (*at)->node < end && left-- > 0; ++at) test(**at);
        matches_ = same_attributes;
        if (!variable_.text.empty()) check_changes(all, self);
        return std::move(out_);
    }

  private:
    void test(const Reference& r) {
        const Node name(model_.tree(), r.node);
        const bool walrus = r.access == Access::store && name.parent().is(Kind::named_expression);
        if ((r.access != Access::load && !walrus) || !runs_with(model_, variable_.root->scope, r.scope)) return;
        if (const Node n = whole_variable(name, variable_); n && matches_-- > 0) look(n);
    }

    // Of the outermost conditional expression or comprehension around the load.
    NodeId end_of_expression() const {
        NodeId end = 0;
        for (Node n = load_.parent(); n && !is_statement(n.kind()) && !n.is(Kind::lambda); n = n.parent())
            if (n.is(Kind::conditional_expression) || is_comprehension(n.kind())) end = n.record().next;
        return end;
    }

    void add(Node condition, bool holds, NodeId from, NodeId to) {
        const bool known =
            std::ranges::any_of(out_.all, [&](const Fact& f) { return f.condition == condition && f.holds == holds; });
        if (!known && out_.all.size() < most_facts) out_.all.push_back({condition, holds, from, to});
    }

    // Outwards from a reading of the variable to the whole condition that it stands in.
    void look(Node condition) {
        for (int steps = 0; steps < 12; ++steps) {
            const Node outer = condition.parent();
            if (outer.is(Kind::boolean_operator) && condition.field() == Field::left) {
                const Node right = outer.child(Field::right);
                if (load_.within(right)) {
                    add(condition, outer.child(Field::operator_).is(Kind::kw_and), right.id(), right.record().next);
                    return;
                }
            }
            const bool part =
                outer.is_any({Kind::comparison_operator, Kind::not_operator, Kind::parenthesized_expression,
                              Kind::argument_list, Kind::boolean_operator, Kind::named_expression}) ||
                (outer.is(Kind::call) && condition.is(Kind::argument_list));
            if (part)
                condition = outer;
            else
                return governs(condition, outer);
        }
    }

    // Is there a branch that the value does not come through?
    bool decides(Node whole) const {
        if (!passed_unchanged(model_, variable_, whole.child(Field::consequence))) return true;
        return std::ranges::any_of(whole.children().list(), [&](Node n) {
            return n.field() == Field::alternative &&
                   !passed_unchanged(model_, variable_,
                                     n.child(n.is(Kind::elif_clause) ? Field::consequence : Field::body));
        });
    }

    void governs(Node condition, Node outer) {
        const NodeId after = condition.record().next;
        if (outer.is_any({Kind::if_statement, Kind::elif_clause}) && condition.field() == Field::condition) {
            const Node body = outer.child(Field::consequence),
                       whole = outer.is(Kind::elif_clause) ? outer.parent() : outer;
            if (load_.within(body))
                add(condition, true, body.id(), body.record().next);
            else if (load_.within(whole) && load_.id() >= after)
                add(condition, false, body.record().next, whole.record().next);
            else if (load_.id() >= whole.record().next && load_.within(whole.parent()) && ifs_-- > 0 && decides(whole))
                add(whole, true, whole.record().next, whole.parent().record().next);
        } else if (outer.is(Kind::while_statement) && condition.field() == Field::condition) {
            const Node body = outer.child(Field::body);
            if (load_.within(body))
                add(condition, true, body.id(), body.record().next);
            else if (load_.id() >= outer.record().next && load_.within(outer.parent()) && !has_break(outer))
                add(condition, false, outer.record().next, outer.parent().record().next);
        } else if (outer.is(Kind::assert_statement) && outer.child(0u) == condition) {
            const Node block = outer.parent();
            if (load_.within(block) && load_.id() >= outer.record().next)
                add(condition, true, outer.record().next, block.record().next);
        } else if (outer.is(Kind::conditional_expression) && outer.child(1u) == condition) {
            for (const unsigned branch : {0u, 2u})
                if (const Node n = outer.child(branch); load_.within(n))
                    add(condition, branch == 0, n.id(), n.record().next);
        } else if (outer.is(Kind::if_clause)) {
            const Node body = outer.parent().child(0u);
            if (load_.within(body))
                add(condition, true, body.id(), body.record().next);
            else if (load_.within(outer.parent()) && load_.id() >= outer.record().next)
                add(condition, true, outer.record().next, outer.parent().record().next);
        }
    }

    // An attribute may be set anew by whatever runs since it was asked for; and what a store leaves in it, its
    // annotation does not say.
    void check_changes(std::span<const Reference* const> all, std::span<const Reference* const>::iterator self) {
        const Node loop = model_.enclosing_loop(load_);
        int left = looked_at_roots;
        for (auto at = self; out_.clear && at != all.begin();) {
            if (left-- == 0 || matches_ <= 0) return void(out_.clear = out_.all.empty());
            check_change(**--at);
        }
        for (auto at = self; out_.clear && loop && at != all.end() && (*at)->node < loop.record().next; ++at) {
            if (left-- <= 0 || matches_ <= 0) return void(out_.clear = out_.all.empty());
            check_change(**at);
        }
        for (const Fact& fact : out_.all)
            if (out_.clear && calls_between(model_.tree(), fact.from, load_.id())) out_.clear = false;
    }
    void check_change(const Reference& r) {
        if (!runs_with(model_, variable_.root->scope, r.scope)) return;
        if (r.writes()) {
            const bool first = r.node == model_.bindings()[r.binding].first_store &&
                               std::ranges::all_of(out_.all, [&](const Fact& f) { return f.from > r.node; });
            if (!first && !out_.all.empty()) out_.clear = false;
        } else if (const Node n = whole_variable(Node(model_.tree(), r.node), variable_)) {
            --matches_;
            if (model_.stored(n)) out_.clear = false;
        }
    }

    const Model& model_;
    const Variable& variable_;
    Node load_;
    Facts out_;
    int ifs_ = ifs_before;
    int matches_ = 0;  // readings of the variable itself that may still be looked at
};

}  // namespace

Variable variable_of(const Model& model, Node expression) {
    Node n = expression;
    while (n.is(Kind::attribute)) n = n.child(Field::object);
    const Reference* r = n.is(Kind::identifier) ? model.reference(n) : nullptr;
    if (!r || r->binding == no_id) return {};
    return {r, n == expression ? std::string_view() : expression.text()};
}

bool is_variable(const Model& model, Node expression, const Variable& variable) {
    Node n = unparenthesized(expression);
    if (n.is(Kind::named_expression))
        return is_variable(model, n.child(Field::name), variable) ||
               is_variable(model, n.child(Field::value), variable);
    if (!n.is(variable.text.empty() ? Kind::identifier : Kind::attribute)) return false;
    const Variable other = variable_of(model, n);
    return other && other.root->binding == variable.root->binding && other.text == variable.text;
}

Facts facts_about(const Model& model, const Variable& variable, Node load) {
    return Search(model, variable, load).run();
}

bool passes(const Fact& fact, Node store, Node load) {
    if (fact.condition.is(Kind::if_statement) && store.within(fact.condition)) {
        // `if (m := match()) is None: return`
        return store.within(fact.condition.child(Field::condition));
    }
    if (store.id() < fact.from || store.id() >= fact.to) return true;
    if (store.id() < load.id()) return false;
    // It comes from behind the load if a loop brings it back without asking again.
    for (Node up = load.parent(); up && up.id() >= fact.from; up = up.parent())
        if (up.is_any({Kind::while_statement, Kind::for_statement}) && store.within(up)) return false;
    return true;
}

bool passed_unchanged(const Model& model, const Variable& variable, Node block) {
    if (!block) return true;
    if (model.leaves(block)) return false;
    if (!variable.text.empty()) return true;
    const auto all = model.references_of(variable.root->binding);
    int left = looked_at_roots;
    for (auto at = std::ranges::lower_bound(all, block.id(), {}, [](const Reference* r) { return r->node; });
         at != all.end() && (*at)->node < block.record().next && left-- > 0; ++at)
        if ((*at)->writes() && statement_of(Node(model.tree(), (*at)->node)).parent() == block) return false;
    return true;
}

}  // namespace zen
