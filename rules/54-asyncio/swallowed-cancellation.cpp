// A handler in a coroutine that catches the cancellation and does not raise it again.
#include "rule.h"

namespace zen::rules {

namespace {

// Does the clause name CancelledError, or catch everything?
enum class Cancellation : std::uint8_t { none, named, all };

Cancellation swallowed_cancellation_kind(const Match& m, Node clause) {
    if (catches(m.ask, clause) == Catches::bare) return Cancellation::all;
    Node caught = clause.child(Field::value);
    if (caught.is(Kind::as_pattern)) caught = caught.child(0u);
    caught = unparenthesized(caught);
    Cancellation out = Cancellation::none;
    auto look = [&](Node n) {
        if (m.ask.means(n, "asyncio.CancelledError") || m.ask.means(n, "asyncio.exceptions.CancelledError"))
            out = Cancellation::named;
        else if (m.ask.means(n, "BaseException") && out == Cancellation::none)
            out = Cancellation::all;
    };
    if (caught.is(Kind::tuple))
        for (Node n : caught.children()) look(n);
    else
        look(caught);
    return out;
}

// Does the `try` await an attribute, such as `self.task`?
bool swallowed_cancellation_of_attribute(Node clause) {
    for (Node n : clause.parent().child(Field::body).descendants())
        if (n.is(Kind::await) && n.child(0u).is(Kind::attribute)) return true;
    return false;
}

// Is the exception raised again or passed on, or did this code cancel the task?
bool swallowed_cancellation_passes(const Match& m, Node clause, Node function) {
    Node body = handler_body(clause), name = handler_name(clause);
    for (Node n : body.descendants()) {
        if (n.is(Kind::raise_statement)) return true;
        if (n.is(Kind::attribute) && n.child(Field::attribute).text() == "uncancel") return true;
        if (n.is(Kind::call) && m.ask.means(n.child(Field::function), "sys.exc_info")) return true;
    }
    if (m.ask.exit(body) == Model::Exit::raises || (name && m.ask.read_in(name, body))) return true;
    while (Node outer = m.ask.enclosing_function(function)) function = outer;
    // A task of the object may be cancelled by another method: `self.task.cancel()`.
    if (Node owner = m.ask.enclosing_class(function); owner && swallowed_cancellation_of_attribute(clause))
        function = owner;
    for (Node n : function.descendants()) {
        if (!n.is(Kind::call) || !n.child(Field::function).is(Kind::attribute)) continue;
        std::string_view method = n.child(Field::function).child(Field::attribute).text();
        if (method == "cancel" || method == "cancelled") return true;
    }
    return false;
}

// Does the coroutine end with the handler, so that the task stops after all? Or may the exception come from another
// task, which the code awaits by a name?
bool swallowed_cancellation_ends(const Match& m, Node clause, Node function, Cancellation kind) {
    if (kind != Cancellation::named) return false;
    bool by_name = true;
    for (Node n : clause.parent().child(Field::body).descendants()) {
        if (n.is_any({Kind::for_statement, Kind::with_statement}) && n.text().starts_with("async")) by_name = false;
        if (n.is(Kind::await) && !n.child(0u).is_any({Kind::identifier, Kind::attribute})) by_name = false;
    }
    if (by_name) return true;
    Model::Exit exit = m.ask.exit(handler_body(clause));
    if (exit == Model::Exit::returns) return true;
    for (Node n = clause.parent(); n && n != function; n = n.parent()) {
        if (is_statement(n.kind()) && n.next_sibling() && n.parent().is(Kind::block)) return false;
        if (n.is_any({Kind::for_statement, Kind::while_statement}) && exit != Model::Exit::breaks) return false;
    }
    return true;
}

}  // namespace

Verdict swallowed_cancellation(const Match& m) {
    Node function = m.ask.enclosing_function(m.at), attempt = m.at.parent();
    if (!function || !m.ask.in_async_function(m.at) || !attempt.is(Kind::try_statement)) return silent;
    if (m.ask.imports("twisted")) return silent;  // its Deferreds are cancelled in another way
    Cancellation kind = swallowed_cancellation_kind(m, m.at);
    if (kind == Cancellation::none || !m.ask.contains_await(attempt.child(Field::body))) return silent;
    // A clause above catches it already.
    for (Node n = m.at.previous_sibling(); n.is(Kind::except_clause); n = n.previous_sibling())
        if (swallowed_cancellation_kind(m, n) != Cancellation::none) return silent;
    if (swallowed_cancellation_passes(m, m.at, function)) return silent;
    if (swallowed_cancellation_ends(m, m.at, function, kind) != (m.index() == 1)) return silent;
    return found(handler_head(m.at),
                 kind == Cancellation::named
                     ? "this handler swallows the cancellation: end it with `raise`"
                     : "this handler also swallows a cancellation: catch `Exception`, or end it with `raise`");
}

}  // namespace zen::rules
