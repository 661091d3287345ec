// Not stored, or stored in a name that is never read.
#include "rule.h"

namespace zen::rules {

namespace {

// Is the name bound to the event loop?
bool dangling_task_loop(const Match& m, Node loop) {
    if (loop.is(Kind::identifier)) {
        std::vector<Node> stores = m.ask.definitions(loop);
        const Binding* b = m.ask.binding(loop);
        if (stores.empty() && b && b->stores == 1) stores.emplace_back(m.ask.tree(), b->first_store);
        if (stores.size() != 1) return false;
        loop = stores[0].parent().is(Kind::assignment) ? stores[0].parent().child(Field::right) : Node();
    }
    if (!loop.is(Kind::call)) return false;
    Node function = loop.child(Field::function);
    return m.ask.means(function, "asyncio.get_running_loop") || m.ask.means(function, "asyncio.get_event_loop") ||
           m.ask.means(function, "asyncio.new_event_loop");
}

}  // namespace

Verdict dangling_task(const Match& m) {
    if (m.index() == 1 && !dangling_task_loop(m, m["loop"])) return silent;
    Node place = m.at.parent();
    if (place.is(Kind::assignment) && m.at.field() == Field::right) {
        Node name = place.child(Field::left);
        const Binding* b = m.ask.binding(name);
        if (!name.is(Kind::identifier) || !b || place.parent().is(Kind::assignment)) return silent;
        if (m.ask.scopes()[b->scope].sort != Scope::function ||
            (b->flags & (Binding::global_declared | Binding::nonlocal_declared | Binding::cell)) ||
            !m.ask.uses(name).empty())
            return silent;
    } else if (!place.is(Kind::expression_statement)) {
        return silent;
    }
    return found(m.at,
                 m.ask.target() >= PythonVersion{3, 11}
                     ? "this task may be garbage collected: keep a reference, await it, or use an `asyncio.TaskGroup`"
                     : "this task may be garbage collected: keep a reference, or await it");
}

}  // namespace zen::rules
