// The counter must count every iteration exactly once, at its end or its start, and must not be read afterwards.
#include "rule.h"

namespace zen::rules {

Verdict manual_enumerate(const Match& m) {
    Node count = m["count"], start = m["start"], loop = m.at.next_sibling(), body = loop.child(Field::body);
    if (!start.is(Kind::integer) || !count.is(Kind::identifier)) return silent;
    if (loop.child(0u).is(Kind::kw_async) || (*loop.all_children().begin()).is(Kind::kw_async)) return silent;
    const Binding* binding = m.ask.binding(count);
    if (!binding || (binding->flags & (Binding::global_declared | Binding::nonlocal_declared | Binding::cell)))
        return silent;
    if (m.ask.used_after(count, loop)) return silent;
    // One that is incremented first is one higher.
    if (m.index() == 1 && start.text() != "0") return silent;
    std::string first = m.index() == 1 ? "1" : std::string(start.text());
    Node increment = m.index() == 1 ? body.child(0u) : body.last_child();
    bool read = false;
    for (const Reference* r : m.ask.references_of(static_cast<BindingId>(binding - m.ask.bindings().data()))) {
        Node n(m.ask.tree(), r->node);
        if (!n.within(loop) || n.within(increment)) continue;
        if (!n.within(body) || r->access != Access::load)
            return silent;  // changed elsewhere, or read by the head or the else
        read = true;
    }
    if (!read) return silent;  // nothing reads it
    for (Node n : body.descendants())
        if (m.index() == 0 && n.is(Kind::continue_statement) && m.ask.enclosing_loop(n) == loop) return silent;
    Node target = loop.child(Field::left), iterable = loop.child(Field::right);
    // There is an index already; a second one would read worse than the counter.
    if (Node call = unparenthesized(iterable);
        call.is(Kind::call) && m.ask.means(call.child(Field::function), "enumerate"))
        return silent;
    Edits edits(m);
    bool open = target.is(Kind::pattern_list);
    std::string item = open ? "(" + std::string(target.text()) + ")" : std::string(target.text());
    std::string call = edits.name("enumerate") + "(" + code_for(iterable, lambda_level, true) +
                       (first == "0" ? ")" : ", " + first + ")");
    std::string head = std::string(count.text()) + ", " + item + " in " + call;
    edits.replace(Span{target.start(), iterable.end()}, head);
    edits.remove_statement(m.at);
    edits.remove_statement(increment);
    return found(increment, edits,
                 m.message("`$count` is counted by hand: write `for $head`", {{"head", short_code(head)}}))
        .related({target.start(), iterable.end()}, "the loop whose iterations it counts");
}

}  // namespace zen::rules
