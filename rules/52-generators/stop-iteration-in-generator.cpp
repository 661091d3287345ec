// In the code of the generator itself, and without a handler around it.
#include "rule.h"

namespace zen::rules {

namespace {

// The generator function that would end: class bodies belong to the code around them.
Node stop_iteration_function(const Match& m) {
    Node inside = m.at, function = m.ask.enclosing_function(inside);
    while (!function && (inside = m.ask.enclosing_class(inside))) function = m.ask.enclosing_function(inside);
    if (!function.is(Kind::function_definition)) return {};
    for (Node n : function.child(Field::body).descendants())
        if (n.is(Kind::yield) && m.ask.enclosing_function(n) == function) return function;
    return {};
}

bool stop_iteration_caught(const Match& m, Node function) {
    for (Node inner = m.at, n = m.at.parent(); n && n != function; inner = n, n = n.parent()) {
        if (is_comprehension(n.kind()) && n.is(Kind::generator_expression)) return true;  // of its own kind
        if (n.is(Kind::with_statement) && n.text().find("suppress") != std::string_view::npos) return true;
        if (!n.is(Kind::try_statement) || inner.field() != Field::body) continue;
        for (Node c : n.children()) {
            if (!c.is(Kind::except_clause)) continue;
            if (catches(m.ask, c) != Catches::named ||
                m.ask.tree().text.substr(handler_head(c).start, handler_head(c).size()).find("StopIteration") !=
                    std::string_view::npos)
                return true;
        }
    }
    return false;
}

// Created by `itertools.count`, `cycle` or `repeat`, or a name about whose end nothing is known.
bool stop_iteration_endless(const Match& m, Node iterator) {
    Node made = iterator;
    if (iterator.is(Kind::identifier)) {
        const Binding* b = m.ask.binding(iterator);
        // A parameter that is declared as an iterator: the callers know what is left in it.
        if (b && b->scope != 0 && (b->flags & Binding::parameter))
            for (Node p = Node(m.ask.tree(), b->first_store).parent(); p.is_any({Kind::typed_parameter}); p = Node())
                if (p.child(Field::type).text().find("Iterator") != std::string_view::npos) return true;
        if (!b || b->scope == 0) return true;  // one for the whole file is not used up
        std::vector<Node> stores = m.ask.definitions(iterator);
        if (stores.size() != 1) return false;
        made = stores[0].parent().child(Field::right);
    } else if (iterator.is_any({Kind::attribute, Kind::subscript})) {
        return true;
    }
    if (!made.is(Kind::call)) return false;
    std::string name = m.ask.qualified(made.child(Field::function));
    // The result of a method may always have a first item.
    if (made != iterator && name.empty() && made.child(Field::function).is(Kind::attribute)) return true;
    // `next(iter(items))` reads any item of a collection that is known not to be empty.
    if (made == iterator && (name == "iter" || name == "reversed" || name == "itertools.islice")) return true;
    Node source = made.child(Field::arguments).child(0u);
    if (name == "iter" && source.is(Kind::call) && m.ask.means(source.child(Field::function), "range")) return true;
    return name == "itertools.count" || name == "itertools.cycle" || name == "itertools.repeat";
}

// Is the number of calls limited: by a loop with a condition, over a range, or in a comprehension?
bool stop_iteration_counted(const Match& m, Node function) {
    for (Node inner = m.at, n = m.at.parent(); n && n != function; inner = n, n = n.parent()) {
        if (is_comprehension(n.kind())) return true;
        if (n.is(Kind::while_statement) && inner.field() == Field::body)
            return !n.child(Field::condition).is_any({Kind::true_, Kind::integer});
        if (n.is(Kind::for_statement) && inner.field() == Field::body) {
            Node items = n.child(Field::right);
            return items.is(Kind::call) && m.ask.means(items.child(Field::function), "range");
        }
    }
    return false;
}

}  // namespace

Verdict stop_iteration_in_generator(const Match& m) {
    if (m.index() == 0) {
        Node raised = m.at.child(0u);
        if (raised.is(Kind::call)) raised = raised.child(Field::function);
        bool stops = m.ask.means(raised, "StopIteration");
        if (!stops && raised.is(Kind::identifier))
            if (const Binding* b = m.ask.binding(raised); b && (b->flags & Binding::definition)) {
                Node definition = Node(m.ask.tree(), b->first_store).parent();
                stops = definition.is(Kind::class_definition) && derives_from(m.ask, definition, "StopIteration");
            }
        Node function = stops ? stop_iteration_function(m) : Node();
        if (!function || stop_iteration_caught(m, function)) return silent;
        return found(m.at, "`StopIteration` becomes `RuntimeError` in a generator: use `return`");
    }
    Node iterator = m["iterator"];
    // `next(worker)` for what it does: the generator is started, or an item is skipped that is known to be there.
    if (statement_context(m.at) != (m.index() == 2)) return silent;
    Node function = stop_iteration_function(m);
    if (!function || stop_iteration_caught(m, function) || stop_iteration_endless(m, iterator) ||
        stop_iteration_counted(m, function))
        return silent;
    return found(m.at, m.message("if `$iterator` is empty, this raises `RuntimeError`: use `next($iterator, default)`",
                                 {{"iterator", short_code(iterator.text(), 40)}}));
}

}  // namespace zen::rules
