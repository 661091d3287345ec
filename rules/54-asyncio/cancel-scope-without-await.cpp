// Is it a timeout, and is there no place inside where the task can be cancelled?
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

constexpr std::string_view cancel_scope_without_await_known[] = {
    "asyncio.timeout", "asyncio.timeout_at", "anyio.fail_after",   "anyio.move_on_after", "anyio.CancelScope",
    "trio.fail_after", "trio.fail_at",       "trio.move_on_after", "trio.move_on_at",     "trio.CancelScope"};

}  // namespace

Verdict cancel_scope_without_await(const Match& m) {
    Node clause = m.at.child(0u), scope;
    if (!clause.is(Kind::with_clause)) return silent;
    const bool is_async = m.at.text().starts_with("async");
    for (Node item : clause.children()) {
        Node value = unparenthesized(item.child(Field::value));
        if (value.is(Kind::as_pattern)) value = value.child(0u);
        Node function = value.child(Field::function);
        const bool known = value.is(Kind::call) &&
                           std::ranges::any_of(cancel_scope_without_await_known,
                                               [&](std::string_view name) { return m.ask.means(function, name); });
        // Others that are entered with `async` may wait. A task group waits at its end, within the timeouts before it.
        const bool group = value.is(Kind::call) && m.ask.means(function, "asyncio.TaskGroup");
        if (!known && is_async && !group) return silent;
        if (group) scope = {};
        if (known && !scope) scope = value;
    }
    Node body = m.at.child(Field::body);
    if (!scope || m.ask.contains_await(body) || m.ask.contains_yield(body)) return silent;
    for (Node n : body.descendants())
        if (n.is(Kind::kw_async) && n.parent().is_any({Kind::for_in_clause, Kind::with_statement, Kind::for_statement}))
            return silent;
    return found(Span{m.at.start(), clause.end()},
                 m.message("nothing in this block awaits, so `$scope` has no effect: add an `await`",
                           {{"scope", short_code(scope.text(), 50)}}));
}

}  // namespace zen::rules
