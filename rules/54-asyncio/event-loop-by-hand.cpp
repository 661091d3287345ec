// A loop created for one coroutine: in one expression, or with a name that has no other use.
#include "rule.h"

namespace zen::rules {

namespace {

bool event_loop_made(const Match& m, Node call) {
    if (!call.is(Kind::call) || !call.child(Field::arguments).has_children(0)) return false;
    Node function = call.child(Field::function);
    return m.ask.means(function, "asyncio.get_event_loop") || m.ask.means(function, "asyncio.new_event_loop");
}

// `loop.close()` and `asyncio.set_event_loop(loop)`, with the name at `use`: the statement, or none.
Node event_loop_chore(const Match& m, Node use) {
    Node call = use.parent().parent();
    if (!call.is(Kind::call) || !call.parent().is(Kind::expression_statement)) return {};
    bool closes = use.parent().is(Kind::attribute) && use.parent().child(Field::attribute).text() == "close";
    bool sets = use.parent().is(Kind::argument_list) && use.parent().has_children(1) &&
                m.ask.means(call.child(Field::function), "asyncio.set_event_loop");
    return closes || sets ? call.parent() : Node();
}

}  // namespace

Verdict event_loop_by_hand(const Match& m) {
    Node loop = m["loop"], main = m["main"];
    if (!main.is(Kind::call) || m.ask.in_async_function(m.at)) return silent;
    // One event loop for all iterations, or for a generator that goes on: `asyncio.run()` would close it each time.
    if (m.ask.enclosing_loop(m.at) || m.ask.contains_yield(m.ask.enclosing_function(m.at)) ||
        m.ask.means(main.child(Field::function), "anext") || main.child(Field::function).text().ends_with("__anext__"))
        return silent;
    Edits edits(m);
    std::string code = formatted("{}({})", edits.name("asyncio.run"), main.text());
    std::string message = m.message("the event loop is managed by hand: use `$code`", {{"code", short_code(code)}});
    if (event_loop_made(m, loop)) {
        edits.replace(m.at, code);
        return found(m.at, edits, message);
    }
    const Binding* b = m.ask.binding(loop);
    if (!loop.is(Kind::identifier) || !b || b->stores != 1 || m.ask.read_in(loop, main)) return silent;
    Node assignment = Node(m.ask.tree(), b->first_store).parent();
    if (!assignment.is(Kind::assignment) || !event_loop_made(m, assignment.child(Field::right)) ||
        !assignment.parent().is(Kind::expression_statement) ||
        m.ask.enclosing_function(assignment) != m.ask.enclosing_function(m.at))
        return silent;
    std::vector<Node> chores;
    for (const Reference* r : m.ask.references_of(static_cast<BindingId>(b - m.ask.bindings().data()))) {
        Node use(m.ask.tree(), r->node);
        if (use == loop || !r->reads()) continue;
        Node chore = event_loop_chore(m, use);
        if (!chore) return silent;
        chores.push_back(chore);
    }
    // `try: run … finally: close`: the statement that runs replaces all of it.
    Node runs = statement_of(m.at), attempt = runs.parent().parent();
    Node last_clause = attempt.last_child();
    bool guarded = attempt.is(Kind::try_statement) && runs.parent().has_children(1) && attempt.has_children(2) &&
                   last_clause.is(Kind::finally_clause);
    edits.remove_statement(assignment.parent());
    for (Node chore : chores) {
        if (guarded && chore.within(last_clause)) {
            if (chore.parent().has_children(1)) continue;
            edits.give_up();
        }
        if (chore.parent() != assignment.parent().parent() && !guarded) edits.give_up();
        if (!(guarded && chore.within(last_clause))) edits.remove_statement(chore);
    }
    if (guarded) {
        bool all = false;
        for (Node chore : chores) all = all || chore.within(last_clause);
        std::string statement(runs.text());
        statement.replace(m.at.start() - runs.start(), m.at.span().size(), code);
        if (!all) edits.give_up();
        edits.replace(attempt.span(), statement);
    } else {
        if (runs.parent() != assignment.parent().parent()) edits.give_up();
        edits.replace(m.at, code);
    }
    return found(m.at, edits, message);
}

}  // namespace zen::rules
