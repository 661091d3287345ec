// A coroutine function of the file or of one that it imports, a method of the class, or a known one of a library, whose
// result is not used.
#include "rule.h"

namespace zen::rules {

Verdict missing_await(const Match& m) {
    Node call = m.index() == 0 ? m.at.child(0u) : m.at;
    if (!call.is(Kind::call)) return silent;
    Node function = call.child(Field::function), place = call.parent();
    bool entered = place.is(Kind::with_item) || (place.is(Kind::as_pattern) && place.parent().is(Kind::with_item));
    if (m.index() == 0) {
        if (!makes_coroutine(m.ask, call)) return silent;
    } else if (!place.is(Kind::expression_statement) && !(entered && m.index() == 2)) {
        return silent;
    }
    std::string name = short_code(function.text(), 40);
    if (!m.ask.in_async_function(call))
        return found(call, m.message("the coroutine `$name` is never awaited: pass it to `$run()`",
                                     {{"name", name}, {"run", m.index() == 2 ? "trio.run" : "asyncio.run"}}));
    Edits edits(m);
    edits.insert(call.start(), "await ");
    return found(call, edits, m.message("the coroutine `$name` is never awaited: add `await`", {{"name", name}}));
}

}  // namespace zen::rules
