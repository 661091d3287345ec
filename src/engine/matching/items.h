// What a condition's line asks one by one: the uses of a name, the parameters of a function, ….
#pragma once
#include <string_view>

#include "engine/matching/counts.h"
#include "engine/matching/match.h"
#include "semantics/code/arguments.h"
#include "semantics/code/functions.h"
#include "semantics/code/unpacked.h"
#include "semantics/types/classes.h"

namespace zen {

// Stops, and is false, when `visit` returns false.
bool each_decorator(Node n, auto&& visit) {
    n = definition_of(n).parent();
    for (Node c : n.is(Kind::decorated_definition) ? n.children() : Node::Range())
        if (c.is(Kind::decorator) && !visit(c.child(0u))) return false;
    return true;
}

// How many conditions or handlers above another are looked at, so that a chain of thousands is not read for each.
inline constexpr int most_above = 100;

// Of the `if` that has the statement directly in a branch; of an `elif`, its own not. Stops, and is false, when `visit`
// returns false.
bool each_test_above(Node n, auto&& visit) {
    const bool own = !n.is(Kind::elif_clause);
    const Node branch = own ? statement_of(n).parent().parent() : n;
    const Node chain = branch.is_any({Kind::elif_clause, Kind::else_clause}) ? branch.parent() : branch;
    if (!chain.is(Kind::if_statement)) return true;
    if (!visit(chain.child(Field::condition))) return false;
    int seen = 0;
    for (Node clause : chain.children()) {
        if (clause.start() > branch.start() || (!own && clause == branch) || ++seen > most_above) break;
        if (clause.is(Kind::elif_clause) && !visit(clause.child(Field::condition))) return false;
    }
    return true;
}

// `case`, `except` and the like have neighbours of their own.
inline Node statement_or_clause(Node n) {
    const bool clause =
        n.is_any({Kind::elif_clause, Kind::else_clause, Kind::except_clause, Kind::finally_clause, Kind::case_clause});
    return clause ? n : statement_of(n);
}

// Are they in two arms of one `if`, `match` or `try`, of which one alone runs?
inline bool exclusive(Node a, Node b) {
    Node top = a, arm_a = a;
    while (top && !b.within(top)) arm_a = top, top = top.parent();
    Node arm_b = b;
    while (arm_b && arm_b.parent() != top) arm_b = arm_b.parent();
    if (!top || !arm_b || arm_a == arm_b) return false;
    const bool handlers = arm_a.is(Kind::except_clause) && arm_b.is(Kind::except_clause);
    auto arm = [](Node n) { return n.is_any({Kind::block, Kind::elif_clause, Kind::else_clause}); };
    return (top.is(Kind::if_statement) && arm(arm_a) && arm(arm_b)) || handlers ||
           (arm_a.is(Kind::case_clause) && arm_b.is(Kind::case_clause));
}

// The argument of that name, or position, that `has argument` asks for; none where the node is no call.
inline Node argument_of(const RulePack& pack, const Clause& clause, Node call) {
    if (!call.is(Kind::call)) return {};
    const std::string_view name = pack[RulePack::of(pack.strings, clause.names)[0]];
    return argument(call, name, clause.number == no_position ? -1 : static_cast<int>(clause.number));
}

// Stops, and is false, when `visit` returns false.
bool items_of(const Match& match, const Clause& clause, Node n, auto&& visit) {
    switch (clause.items) {
        case Clause::Items::uses:
            for (Node use : match.ask.uses(n))
                if (!visit(use)) return false;
            return true;
        case Clause::Items::mentions: {
            const Binding* b = match.ask.binding(n);
            if (!b) return true;
            auto id = static_cast<BindingId>(b - match.ask.bindings().data());
            for (const Reference* r : match.ask.references_of(id))
                if (r->node != n.id() && !visit(Node(match.ask.tree(), r->node))) return false;
            return true;
        }
        case Clause::Items::names:
            for (Node name : n.descendants())
                if (name.is(Kind::identifier) && match.ask.reference(name) && !visit(name)) return false;
            return true;
        case Clause::Items::argument:
            // Its parentheses are ignored, as those of what a hole of the pattern catches.
            if (Node given = argument_of(match.pack(), clause, n)) return visit(unparenthesized(given));
            return true;
        case Clause::Items::parameters:
            for (const Parameter& p : parameters(definition_of(n)))
                if (p.identifier && !visit(p.identifier)) return false;
            return true;
        case Clause::Items::decorators:
            return each_decorator(n, visit);
        case Clause::Items::methods:
            if (const ClassInfo* info = class_info(match.ask, definition_of(n)))
                for (const ClassMethod& method : info->methods)
                    if (!visit(method.definition)) return false;
            return true;
        case Clause::Items::bases:
            if (const ClassInfo* info = class_info(match.ask, definition_of(n)))
                for (const ClassBase& base : info->bases)
                    if (!visit(base.expression)) return false;
            return true;
        case Clause::Items::handlers:
            for (Node c : n.children())
                if (c.is(Kind::except_clause) && !visit(c)) return false;
            return true;
        case Clause::Items::handlers_above: {
            if (!n.is(Kind::except_clause)) return true;
            int seen = 0;
            for (Node c : n.parent().children()) {
                if (c.start() >= n.start() || ++seen > most_above) break;
                if (c.is(Kind::except_clause) && !visit(c)) return false;
            }
            return true;
        }
        case Clause::Items::tests:
            return each_test_above(n, visit);
        default:
            return true;
    }
}

}  // namespace zen
