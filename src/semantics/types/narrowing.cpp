// What the conditions around a name say of its type: `isinstance`, `is None`, plain truth.
#include <algorithm>

#include "semantics/types/typer.h"

namespace zen {
namespace {

// Conditions further away than so many readings of the name are not looked at.
constexpr int looked_at = 40;

bool leaves_always(const Model& model, Node block) {
    return block && model.leaves(block);
}

// Is the name free of stores from the condition to the end of `region`, in which the load stands?
bool untouched(const Model& model, const Reference& r, NodeId from, NodeId to) {
    auto all = model.references_of(r.binding);
    auto at = std::ranges::lower_bound(all, from, {}, [](const Reference* other) { return other->node; });
    int left = 1000;
    for (; at != all.end() && (*at)->node < to; ++at)
        if ((*at)->writes() || --left == 0) return false;
    return true;
}

}  // namespace

// Each earlier reading of the name that stands in a condition may say something here: in the branch where the condition
// holds (or does not), or after an `if` that leaves, or an `assert`.
Type Typer::narrowed(const Reference& r, Node load, Type type) {
    if (r.binding == no_id) return type;
    auto all = model_.references_of(r.binding);
    auto self = std::ranges::lower_bound(all, r.node, {}, [](const Reference* other) { return other->node; });
    int left = looked_at;
    std::vector<std::pair<Node, bool>> facts;  // a condition, and whether it holds
    for (auto at = self; at != all.begin() && left-- > 0;) {
        const Reference& test = **--at;
        if (test.access != Access::load) {
            if (test.writes() && test.scope == r.scope && (*at)->node < r.node) {
                // A store on the way ends what was known before it, when it is in the same block or around.
                Node block = statement_of(Node(model_.tree(), test.node)).parent();
                if (load.within(block)) break;
            }
            continue;
        }
        if (test.scope != r.scope) continue;
        // Outwards to the whole condition.
        Node condition(model_.tree(), test.node);
        for (int steps = 0; steps < 12; ++steps) {
            Node outer = condition.parent();
            bool part = outer.is_any({Kind::comparison_operator, Kind::not_operator, Kind::parenthesized_expression,
                                      Kind::argument_list}) ||
                        (outer.is(Kind::call) && condition.is(Kind::argument_list)) ||
                        outer.is(Kind::boolean_operator) ||
                        (outer.is(Kind::named_expression) && condition.field() == Field::value);
            if (outer.is(Kind::boolean_operator) && condition.field() == Field::left &&
                load.within(outer.child(Field::right))) {
                facts.emplace_back(condition, outer.child(Field::operator_).is(Kind::kw_and));
                break;
            }
            if (part) {
                condition = outer;
                continue;
            }
            NodeId after = condition.record().next;
            if (outer.is_any({Kind::if_statement, Kind::elif_clause, Kind::while_statement}) &&
                condition.field() == Field::condition) {
                Node body = outer.child(outer.is(Kind::while_statement) ? Field::body : Field::consequence);
                Node whole = outer.is(Kind::elif_clause) ? outer.parent() : outer;
                if (load.within(body)) {
                    if (untouched(model_, r, body.id(), body.record().next)) facts.emplace_back(condition, true);
                } else if (load.within(whole) && load.id() >= body.record().next) {
                    if (untouched(model_, r, after, whole.record().next)) facts.emplace_back(condition, false);
                } else if (load.id() >= whole.record().next && outer.is(Kind::if_statement)) {
                    // `if x is None: return`
                    Node block = whole.parent();
                    bool alone = !whole.child(Field::alternative);
                    if (alone && load.within(block) && leaves_always(model_, body) &&
                        untouched(model_, r, whole.record().next, block.record().next))
                        facts.emplace_back(condition, false);
                }
            } else if (outer.is(Kind::assert_statement) && outer.child(0u) == condition) {
                Node block = outer.parent();
                if (load.within(block) && load.id() >= outer.record().next &&
                    untouched(model_, r, outer.record().next, block.record().next))
                    facts.emplace_back(condition, true);
            } else if (outer.is(Kind::conditional_expression) && outer.child(1u) == condition) {
                if (load.within(outer.child(0u))) facts.emplace_back(condition, true);
                if (load.within(outer.child(2u))) facts.emplace_back(condition, false);
            } else if (outer.is(Kind::if_clause) && load.within(outer.parent()) && outer.parent().child(0u) &&
                       load.within(outer.parent().child(0u))) {
                facts.emplace_back(condition, true);
            }
            break;
        }
    }
    // From the outermost inwards.
    for (auto fact = facts.rbegin(); fact != facts.rend(); ++fact)
        type = narrowed_by(fact->first, fact->second, r, type);
    return type;
}

Type Typer::narrowed_by(Node condition, bool holds, const Reference& r, Type type) {
    if (depth_ >= 100) return type;
    Deeper deeper(depth_);
    Node n = unparenthesized(condition);
    auto is_name = [&](Node node) {
        node = unparenthesized(node);
        const Reference* other = model_.reference(node);
        return other && other->binding == r.binding;
    };
    if (n.is(Kind::not_operator)) return narrowed_by(n.child(Field::argument), !holds, r, type);
    if (n.is(Kind::boolean_operator)) {
        if (n.child(Field::operator_).is(Kind::kw_and) != holds) return type;
        return narrowed_by(n.child(Field::right), holds, r, narrowed_by(n.child(Field::left), holds, r, type));
    }
    if (n.is(Kind::identifier)) return holds && is_name(n) ? without(type, Type::none) : type;
    if (n.is(Kind::comparison_operator)) {
        if (!n.has_children(2)) return type;
        Node left = n.child(0u), right = n.child(1u), op = n.child(Field::operators);
        bool is_not = op.is(Kind::kw_is_not);
        if (!right.is(Kind::none) || !is_name(left) || !(op.is(Kind::kw_is) || is_not)) return type;
        return holds != is_not ? only_of(Type::none) : without(type, Type::none);
    }
    if (n.is(Kind::call) && model_.means(n.child(Field::function), "isinstance")) {
        Node what = n.child(Field::arguments).child(0u), classes = n.child(Field::arguments).child(1u);
        if (!is_name(what) || !classes) return type;
        Type named = of_class_expression(classes);
        if (!holds) return named.known() && !(named.bits & Type::instance) ? without(type, named.bits) : type;
        if (!named.known()) return type.known() ? type : Type{};
        if (named.bits & Type::int_) named.bits |= Type::bool_;
        if (!type.known() || (named.bits & Type::instance)) return named;
        std::uint32_t both = type.bits & named.bits;
        return both && !(both & Type::instance) ? only_of(both) : named;
    }
    return type;
}

}  // namespace zen
