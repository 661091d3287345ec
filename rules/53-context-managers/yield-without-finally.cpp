// Is the code after the `yield` a clean-up that an exception must not skip?
#include "rule.h"

namespace zen::rules {

namespace {

bool yield_without_finally_begins(std::string_view name, std::initializer_list<std::string_view> words) {
    while (name.starts_with('_')) name.remove_prefix(1);
    for (std::string_view word : words)
        if (name.starts_with(word)) return true;
    return false;
}

// Names of clean-up functions. Others, such as `commit` or `check`, may be meant for success only.
bool yield_without_finally_undoes(std::string_view name) {
    return yield_without_finally_begins(
        name, {"close",    "release",    "remove",     "rm",        "unlink",      "restore", "reset",    "clean",
               "shutdown", "stop",       "terminate",  "kill",      "disconnect",  "delete",  "pop",      "clear",
               "exit",     "tear",       "undo",       "join",      "disable",     "revert",  "umount",   "unmount",
               "unpatch",  "unlock",     "unregister", "uninstall", "unsubscribe", "unset",   "undefine", "leave",
               "end",      "destroy",    "drop",       "quit",      "hang",        "cancel",  "free",     "detach",
               "dispose",  "deactivate", "resume"});
}

// A name for an earlier value: `old_level`, `before`, `saved`.
bool yield_without_finally_kept(Node n) {
    return n.is(Kind::identifier) &&
           yield_without_finally_begins(n.text(), {"old", "orig", "prev", "saved", "before", "backup", "initial",
                                                   "current", "cwd", "pwd", "last"});
}

// Does the statement restore what was set before the `yield`, or close what was opened?
bool yield_without_finally_cleans(const Match& m, Node statement, Node yield, Node function) {
    auto called = [](Node call) {
        Node name = call.child(Field::function);
        return name.is(Kind::attribute) ? name.child(Field::attribute).text() : name.text();
    };
    for (Node n : statement.descendants()) {
        if (is_function(n.kind()) || n.is_any({Kind::class_definition, Kind::assert_statement, Kind::raise_statement}))
            return false;
        if (n.is(Kind::call) && (m.ask.means(n.child(Field::function), "sys.exit") ||
                                 yield_without_finally_begins(called(n), {"assert", "check", "skip", "fail"})))
            return false;
    }
    for (Node n : statement.descendants()) {
        if (n.is(Kind::call)) {
            std::string_view name = called(n);
            bool alone = statement_context(n) || (n.parent().is(Kind::await) && statement_context(n.parent()));
            if (!alone) continue;
            if (yield_without_finally_undoes(name)) return true;
            for (Node a : n.child(Field::arguments).children())
                if (yield_without_finally_kept(a)) return true;
        }
        if (n.is(Kind::delete_statement)) return !n.child(0u).is(Kind::identifier);
        if (n.is(Kind::assignment)) {
            Node target = n.child(Field::left);
            bool global = target.is(Kind::identifier) && m.ask.binding(target) && m.ask.binding(target)->scope == 0;
            if (!global && !target.is_any({Kind::attribute, Kind::subscript})) continue;
            // It was set before, too.
            for (Node earlier : function.child(Field::body).descendants())
                if (earlier.start() < yield.start() && m.ask.stored(earlier) && same_code(earlier, target)) return true;
        }
    }
    return false;
}

// The clean-up statement after the `yield`, in its block or an enclosing one; none if a `try` handles it.
Node yield_without_finally_after(const Match& m, Node yield, Node function) {
    for (Node statement = statement_of(yield); statement && statement != function;) {
        Node block = statement.parent(), owner = block.parent();
        if (owner.is(Kind::try_statement) || owner.is_any({Kind::except_clause, Kind::finally_clause})) return {};
        if (owner.is_any({Kind::for_statement, Kind::while_statement})) return {};
        if (statement.is(Kind::return_statement)) return {};
        for (Node next = statement.next_sibling(); next; next = next.next_sibling()) {
            // The last of several `yield`s is reported; a second one in the same block is another path.
            if (m.ask.contains_yield(next)) return {};
            if (yield_without_finally_cleans(m, next, yield, function)) return next;
            if (next.is_any({Kind::return_statement, Kind::raise_statement})) return {};
        }
        if (owner == function) return {};
        statement = statement_of(owner);
        if (owner.is_any({Kind::elif_clause, Kind::else_clause, Kind::case_clause}))
            statement = statement_of(owner.parent());
    }
    return {};
}

}  // namespace

Verdict yield_without_finally(const Match& m) {
    Node decorator = m.at.child(0u);
    if (!m.ask.means(decorator, "contextlib.contextmanager") &&
        !m.ask.means(decorator, "contextlib.asynccontextmanager"))
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
    return found(
               yield,
               m.message("an exception in the `with` block skips `$cleanup`: move it to a `finally` around the `yield`",
                         {{"cleanup", short_code(after.text(), 40)}}))
        .related(after.span(), "skipped after an exception");
}

}  // namespace zen::rules
