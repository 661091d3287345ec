// What stands after the `yield`, and is it a clean-up that an error must not skip?
#include "rule.h"

namespace zen::rules {

namespace {

// Steps that belong to success only: an error rightly skips them.
bool yield_without_finally_success(std::string_view name) {
    while (name.starts_with('_')) name.remove_prefix(1);
    for (std::string_view word : {"assert", "check", "verify", "expect", "commit", "save", "flush", "write", "log",
                                  "debug", "info", "warning", "warn", "error", "exception", "record", "report", "append",
                                  "add", "update", "emit", "send", "fail", "raise", "success", "done", "finish", "complete",
                                  "publish", "replace", "rename", "move", "dump", "compare", "test", "skip", "observe", "eq", "after", "dispatch",
                                  "wait", "seek", "notify", "fire", "trigger", "sync", "apply", "ok"})
        if (name.starts_with(word)) return true;
    return false;
}

bool yield_without_finally_cleans(const Match& m, Node statement) {
    for (Node n : statement.descendants()) {
        if (is_function(n.kind()) || n.is_any({Kind::class_definition, Kind::lambda})) return false;
        if (n.is_any({Kind::assert_statement, Kind::raise_statement})) return false;
        if (n.is(Kind::call)) {
            Node function = n.child(Field::function);
            std::string_view name = function.is(Kind::attribute) ? function.child(Field::attribute).text() : function.text();
            // `target.dispatch.after_create(…)`: an event of success
            if (function.text().find("dispatch") != function.text().npos) return false;
            bool builtin = function.is(Kind::identifier) && m.ask.is_builtin_function(function);
            if (yield_without_finally_success(name) || m.ask.means(function, "sys.exit")) return false;
            if (statement_context(n) && (!builtin || name == "print")) return true;
            if (n.parent().is(Kind::await) && statement_context(n.parent())) return true;
        }
        if (n.is(Kind::delete_statement)) return !n.child(0u).is(Kind::identifier);
        if (n.is(Kind::assignment)) {
            Node target = n.child(Field::left);
            if (target.is_any({Kind::attribute, Kind::subscript})) return true;
            const Binding* b = target.is(Kind::identifier) ? m.ask.binding(target) : nullptr;
            if (b && b->scope == 0) return true;
        }
    }
    return false;
}

// The statement after the `yield` that cleans up, in its block or in those around it; none when a `try` cares for it.
Node yield_without_finally_after(const Match& m, Node yield, Node function) {
    for (Node statement = statement_of(yield); statement && statement != function;) {
        Node block = statement.parent(), owner = block.parent();
        if (owner.is(Kind::try_statement) || owner.is_any({Kind::except_clause, Kind::finally_clause})) return {};
        if (owner.is_any({Kind::for_statement, Kind::while_statement})) return {};
        if (statement.is(Kind::return_statement)) return {};
        for (Node next = statement.next_sibling(); next; next = next.next_sibling()) {
            // The last of several `yield`s speaks; a second one in the same run is another way through.
            if (m.ask.contains_yield(next)) return {};
            if (yield_without_finally_cleans(m, next)) return next;
            if (next.is_any({Kind::return_statement, Kind::raise_statement})) return {};
        }
        if (owner == function) return {};
        statement = statement_of(owner);
        if (owner.is_any({Kind::elif_clause, Kind::else_clause, Kind::case_clause})) statement = statement_of(owner.parent());
    }
    return {};
}

}  // namespace

Verdict yield_without_finally(const Match& m) {
    Node decorator = m.at.child(0u);
    if (!m.ask.means(decorator, "contextlib.contextmanager") && !m.ask.means(decorator, "contextlib.asynccontextmanager"))
        return silent;
    Node function = m.at.parent().child(Field::definition);
    if (!function.is(Kind::function_definition)) return silent;
    Node yield;
    for (Node n : function.child(Field::body).descendants()) {
        if (!n.is(Kind::yield) || m.ask.enclosing_function(n) != function) continue;
        if (yield) return silent;
        yield = n;
    }
    if (!yield) return silent;
    Node after = yield_without_finally_after(m, yield, function);
    if (!after) return silent;
    return found(yield, "an error in the `with` block skips `" + short_code(after.text(), 40) +
                            "`: put the `yield` into a `try` and that into its `finally`")
        .related(after.span(), "the clean-up that is skipped");
}

}  // namespace zen::rules
