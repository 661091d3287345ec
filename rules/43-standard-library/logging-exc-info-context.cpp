// Is an exception being handled where the call stands, as far as this file shows?
#include <algorithm>
#include <array>

#include "rule.h"

namespace zen::rules {

namespace {

bool logging_exc_info_context_handles(std::string_view name) {
    for (std::string_view word : {"err", "exc", "fail", "handle", "hook", "except", "crash", "log", "report",
                                  "traceback", "__exit__", "__aexit__", "callback", "on_"})
        if (name.find(word) != std::string_view::npos) return true;
    return false;
}

// Could the code run while an exception is handled: in an `except` or `finally`, or in a function that others call from
// one?
bool logging_exc_info_context_open(const Match& m) {
    for (Node up = m.at.parent(); up; up = up.parent()) {
        if (up.is_any({Kind::except_clause, Kind::finally_clause, Kind::lambda})) return true;
        if (!up.is(Kind::function_definition)) continue;
        if (logging_exc_info_context_handles(up.child(Field::name).text())) return true;
        for (const Parameter& p : parameters(up))
            if (logging_exc_info_context_handles(p.name()) || p.sort == Parameter::double_star) return true;
        // A function in a function may be a callback; one that others of the file call may be called in a handler.
        const Reference* own = m.ask.reference(up.child(Field::name));
        if (own && own->binding != no_id && m.ask.references_of(own->binding).size() > 500) return true;
        if (own && own->binding != no_id)
            for (const Reference* r : m.ask.references_of(own->binding))
                if (r->reads()) return true;
        if (m.ask.enclosing_function(up)) return true;
        return class_of_method(m.ask, up) ? up.child(Field::name).text().starts_with("_") : false;
    }
    return false;
}

}  // namespace

Verdict logging_exc_info_context(const Match& m) {
    std::optional<LoggingCall> call = logging_call(m.ask, m.at);
    if (!call) return silent;
    Node info = argument(m.at, "exc_info");
    if (m.index() == 2) {
        constexpr std::array empty =
            std::to_array<std::string_view>({"False", "None", "0", "''", "\"\"", "[]", "{}", "()"});
        if (std::ranges::find(empty, info.text()) == empty.end()) return silent;
        return found(m.at, "`exception()` without the traceback is `error()`: use `error()`");
    }
    if (m.index() == 1 && !info.is(Kind::true_) && info.text() != "1") return silent;
    if (m.index() == 0 && (call->method != "exception" || (info && !info.is(Kind::true_)))) return silent;
    if (starred(m.at) || logging_exc_info_context_open(m)) return silent;
    return found(m.at, m.index() == 0
                           ? "no exception is handled here, so there is no traceback to log: use `error()`"
                           : "no exception is handled here, so there is no traceback to log: leave out `exc_info`");
}

}  // namespace zen::rules
