// The list is created empty, only appended to and returned at the end; every call is iterated over once.
#include "rule.h"

namespace zen::rules {

namespace {

// The name of the last statement `return name`, if it is the only `return`.
Node list_function_result(const Match& m) {
    Node last = m.at.child(Field::body).last_child();
    Node name = last.is(Kind::return_statement) ? last.child(0u) : Node();
    if (!name.is(Kind::identifier)) return {};
    for (Node n : m.at.descendants()) {
        if (n.is_any({Kind::yield, Kind::await, Kind::with_statement, Kind::try_statement, Kind::raise_statement,
                      Kind::global_statement, Kind::nonlocal_statement}))
            return {};
        if (n.is(Kind::return_statement) && n != last && m.ask.enclosing_function(n) == m.at) return {};
    }
    return name;
}

// Two or more `append`s and no other use between `found = []` and the end.
bool list_function_only_appends(const Match& m, Node name) {
    const Binding* b = m.ask.binding(name);
    if (!b || b->stores != 1 || (b->flags & Binding::cell)) return false;
    Node assignment = Node(m.ask.tree(), b->first_store).parent();
    if (!assignment.is(Kind::assignment) || !makes_empty(m.ask, assignment.child(Field::right), "list") ||
        assignment.parent().parent() != m.at.child(Field::body))
        return false;
    int appends = 0;
    for (const Reference* r : m.ask.references_of(static_cast<BindingId>(b - m.ask.bindings().data()))) {
        Node n(m.ask.tree(), r->node);
        if (n == name || !r->reads()) continue;
        Node call = n.parent().parent();
        auto step = filling(call.parent(), "append");
        if (!step || step->collection != n) return false;
        ++appends;
    }
    return appends >= 2;
}

// Is the result iterated over once, without a change to the arguments in the loop?
bool list_function_walked(const Match& m, Node call) {
    Node place = call.parent();
    if (place.is(Kind::for_statement) && call.field() == Field::right) {
        for (Node argument : call.child(Field::arguments).children())
            if (argument.is_any({Kind::call, Kind::keyword_argument}) ||
                (argument.is_any({Kind::identifier, Kind::attribute, Kind::subscript}) &&
                 m.ask.mutated(argument, place.child(Field::body), true)))
                return false;
        return true;
    }
    if (place.is(Kind::for_in_clause)) return call.field() == Field::right;
    if (!place.is(Kind::argument_list) || !place.has_children(1)) return false;
    Node function = place.parent().child(Field::function);
    if (function.is(Kind::attribute)) {
        std::string_view method = function.child(Field::attribute).text();
        return method == "join" || method == "extend" || method == "update";
    }
    for (std::string_view name : {"set", "sorted", "tuple", "sum", "min", "max", "any", "all", "dict", "frozenset"})
        if (m.ask.means(function, name)) return true;
    return false;
}

}  // namespace

Verdict list_function_to_generator(const Match& m) {
    Node identifier = m.at.child(Field::name), parent = m.at.parent();
    if (!identifier.text().starts_with('_') || identifier.text().starts_with("__")) return silent;
    if (!parent.is(Kind::module) || m.at.text().starts_with("async")) return silent;
    Node result = list_function_result(m);
    if (!result || !list_function_only_appends(m, result)) return silent;
    const Binding* b = m.ask.binding(identifier);
    if (!b || b->stores != 1) return silent;
    int calls = 0;
    for (const Reference* r : m.ask.references_of(static_cast<BindingId>(b - m.ask.bindings().data()))) {
        if (!r->reads()) continue;
        Node n(m.ask.tree(), r->node), call = n.parent();
        if (!call.is(Kind::call) || n.field() != Field::function || n.within(m.at) || !list_function_walked(m, call))
            return silent;
        ++calls;
    }
    if (calls == 0) return silent;
    return found(
        Span{m.at.start(), identifier.end()},
        m.message("the callers of `$function` iterate over its list once: use `yield` instead of `$list.append(...)`",
                  {{"function", identifier.text()}, {"list", result.text()}}));
}

}  // namespace zen::rules
