// A coroutine function of the file or of one that it imports, a method of the class, or a known one of a library, whose
// result is not used.
#include "rule.h"

namespace zen::rules {

namespace {

// Is it a plain `async def`: no decorator, no generator?
bool missing_await_coroutine(const Match& m, Node definition) {
    return definition.is(Kind::function_definition) && (*definition.all_children().begin()).is(Kind::kw_async) &&
           !definition.parent().is(Kind::decorated_definition) && [&] {
               for (Node n : definition.child(Field::body).descendants())
                   if (n.is(Kind::yield) && m.ask.enclosing_function(n) == definition) return false;
               return true;
           }();
}

// The definition of `save` or `self.load`; none if there may be several.
Node missing_await_definition(const Match& m, Node function) {
    if (function.is(Kind::identifier)) {
        const Binding* b = m.ask.binding(function);
        return b && b->stores == 1 && (b->flags & Binding::definition) ? Node(m.ask.tree(), b->first_store).parent()
                                                                       : Node();
    }
    if (!function.is(Kind::attribute) || function.child(Field::object).text() != "self") return {};
    Node method = m.ask.enclosing_function(function);
    const ClassInfo* info = class_info(m.ask, m.ask.enclosing_class(method));
    if (!info) return {};
    Node found_one;
    for (const ClassMethod& each : info->methods)
        if (each.name == function.child(Field::attribute).text()) {
            if (found_one) return {};
            found_one = each.definition;
        }
    return found_one;
}

}  // namespace

Verdict missing_await(const Match& m) {
    Node call = m.index() == 0 ? m.at.child(0u) : m.at;
    if (!call.is(Kind::call)) return silent;
    Node function = call.child(Field::function), place = call.parent();
    bool entered = place.is(Kind::with_item) || (place.is(Kind::as_pattern) && place.parent().is(Kind::with_item));
    if (m.index() == 0) {
        if (!missing_await_coroutine(m, missing_await_definition(m, function)) &&
            !is_imported_coroutine(m.ask, function))
            return silent;
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
