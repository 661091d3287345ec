// The counter must be an int that grows by one in each iteration, up to a limit that does not change.
#include <charconv>

#include "rule.h"

namespace zen::rules {

Verdict while_counter_loop(const Match& m) {
    const std::vector<Node> gap = m.run("gap").nodes().list();
    Node i = m["i"], start = m["start"], stop = m["stop"], loop = (gap.empty() ? m.at : gap.back()).next_sibling(),
         body = loop.child(Field::body), step = body.last_child();
    const Binding* binding = m.ask.binding(i);
    if (!i.is(Kind::identifier) || !binding ||
        (binding->flags & (Binding::global_declared | Binding::nonlocal_declared | Binding::cell)))
        return silent;
    // Functions that are called in between may read a name of the module.
    if (!gap.empty() && binding->scope == 0) return silent;
    if (!start.is(Kind::integer) || loop.child(Field::alternative) || m.ask.used_after(i, loop)) return silent;

    // A number, a name or a length that nothing in the body can change.
    Node limit = stop.is(Kind::call) && m.ask.means(stop.child(Field::function), "len")
                     ? stop.child(Field::arguments).child(0u)
                     : stop;
    if (stop.is(Kind::call) && limit == stop) return silent;
    if (!limit.is(Kind::integer)) {
        Node root = limit;
        while (root.is(Kind::attribute)) root = root.child(Field::object);
        if (!root.is(Kind::identifier) || root.text() == i.text() || m.ask.rebound(limit, body) ||
            m.ask.mutated(limit, body, true))
            return silent;
        if (root != limit)  // an attribute: any call may change it
            for (Node n : body.descendants())
                if (n.is(Kind::call)) return silent;
        const Binding* source = m.ask.binding(root);
        if (!source || (source->flags & (Binding::global_declared | Binding::nonlocal_declared)) ||
            (source->scope == 0 && m.ask.scope_of(m.at) != 0 && source->stores > 1))
            return silent;
        if (m.ask.type(stop).maybe(Type::float_) && m.ask.type(stop).known()) return silent;
    }
    bool read = false;
    Node guard = m.index() == 2 ? body.child(0u) : Node();
    for (const Reference* r : m.ask.references_of(static_cast<BindingId>(binding - m.ask.bindings().data()))) {
        Node n(m.ask.tree(), r->node);
        if (!n.within(body) || n.within(step) || n.within(guard)) continue;
        if (r->access != Access::load) return silent;
        // An index into the very sequence that bounds it: that loop walks items.
        Node place = n.parent();
        if (place.is(Kind::subscript) && limit != stop && same_code(place.child(Field::value), limit)) return silent;
        read = true;
    }
    if (body.child_count() < (guard ? 3u : 2u)) return silent;
    for (Node n : body.descendants())
        if (n.is(Kind::continue_statement) && m.ask.enclosing_loop(n) == loop) return silent;

    std::string last(stop.text());
    if (m.index() == 1) {
        long value = 0;
        auto [end, error] = std::from_chars(last.data(), last.data() + last.size(), value);
        bool number = stop.is(Kind::integer) && error == std::errc() && end == last.data() + last.size();
        last = number ? std::to_string(value + 1) : code_for(stop, sum, true) + " + 1";
    }
    Edits edits(m);
    std::string head = formatted("for {} in {}({}{})", read ? std::string(i.text()) : "_", edits.name("range"),
                                 start.text() == "0" ? "" : std::string(start.text()) + ", ", last);
    Node condition = loop.child(Field::condition);
    edits.replace(Span{loop.start(), condition.end()}, head);
    edits.remove_statement(m.at);
    edits.remove_statement(step);
    if (guard) edits.remove_statement(guard);
    return found({loop.start(), condition.end()}, edits,
                 m.message("`$i` is counted by hand: write `$head:`", {{"head", head}}))
        .related(step.span(), "counted by hand here");
}

}  // namespace zen::rules
