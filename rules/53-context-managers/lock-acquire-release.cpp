// It is a lock, by its type or its name, and the statements in between do not use it.
#include "rule.h"

namespace zen::rules {

namespace {

bool lock_acquire_release_type(const Match& m, Node lock) {
    Type type = m.ask.type(lock);
    if (type.bits != Type::instance) return false;
    for (std::string_view known : {"threading.Lock", "threading.RLock", "threading.Condition", "threading.Semaphore",
                                   "threading.BoundedSemaphore", "multiprocessing.Lock", "multiprocessing.RLock",
                                   "multiprocessing.Semaphore", "multiprocessing.Condition", "asyncio.Lock",
                                   "asyncio.Semaphore", "asyncio.Condition", "_thread.allocate_lock"})
        if (type.qualified == known) return true;
    return false;
}

// `self._state_lock`, `mutex`, `sem`.
bool lock_acquire_release_named(Node lock) {
    std::string_view name = lock.is(Kind::attribute) ? lock.child(Field::attribute).text() : lock.text();
    for (std::string_view word : {"lock", "Lock", "LOCK", "mutex", "semaphore", "_sem", "_cond", "condition"})
        if (name.ends_with(word)) return true;
    return name == "sem" || name == "cond" || name == "cv";
}

// Created in this file as a lock.
bool lock_acquire_release_made(const Model& ask, Node value) {
    std::string made = value.is(Kind::call) ? ask.qualified(value.child(Field::function)) : "";
    return made.starts_with("threading.") || made.starts_with("multiprocessing.") || made.starts_with("asyncio.") ||
           made == "_thread.allocate_lock";
}

// A statement that only releases the lock.
bool lock_acquire_release_gives_back(Node statement, Node lock) {
    Node call = statement.is(Kind::expression_statement) ? statement.child(0u) : Node(),
         function = call.child(Field::function);
    return call.is(Kind::call) && function.is(Kind::attribute) &&
           function.child(Field::attribute).text() == "release" && same_code(function.child(Field::object), lock) &&
           call.child(Field::arguments).has_children(0);
}

// Is the lock held for the whole statement?
bool lock_acquire_release_holds(const Match& m, Node statement, Node lock, bool unguarded) {
    if (m.ask.rebound(lock, statement)) return false;
    for (Node n : statement.descendants()) {
        bool touched = n.is(Kind::attribute) && same_code(n.child(Field::object), lock) &&
                       (n.child(Field::attribute).text() == "release" || n.child(Field::attribute).text() == "acquire");
        // Leaving with the lock held is then intended.
        bool leaves = unguarded &&
                      n.is_any({Kind::return_statement, Kind::break_statement, Kind::continue_statement, Kind::yield});
        if (touched || leaves) return false;
    }
    return true;
}

// `lock.acquire()`, some lines, `lock.release()`.
Verdict lock_acquire_release_unguarded(const Match& m, Node lock) {
    Node acquire = statement_of(m.at), first = acquire.next_sibling(), release = first;
    if (!statement_context(m.at) || first.is(Kind::try_statement)) return silent;
    for (; release && !lock_acquire_release_gives_back(release, lock); release = release.next_sibling())
        if (!lock_acquire_release_holds(m, release, lock, true)) return silent;
    if (!release || release == first) return silent;
    Edits edits(m);
    std::string with = formatted("with {}:", lock.text());
    if (!opens_line(acquire) || !opens_line(release)) edits.give_up();
    edits.replace(acquire.span(), with);
    std::string indent(indentation(acquire));
    edits.shift(Span{acquire.end(), whole_lines(m.ask.tree(), release.span()).start}, indent,
                indent + std::string(indentation_step(m, indent)));
    edits.remove_statement(release);
    return found(acquire, edits,
                 m.message("the lock stays held if an exception is raised: use `$with`", {{"with", short_code(with)}}));
}

// `lock.acquire()` of a lock that is created here, where no context manager is written.
Verdict lock_acquire_release_any(const Match& m, Node lock) {
    if (!lock_acquire_release_type(m, lock)) return silent;
    Node function = m.ask.enclosing_function(m.at);
    if (!function || function.child(Field::name).text().starts_with("__") || m.ask.contains_yield(function))
        return silent;
    if (!m.at.parent().is(Kind::expression_statement)) return silent;
    return found(m.at, m.message("`$lock` is acquired and released by hand: use `with $lock:`"));
}

}  // namespace

Verdict lock_acquire_release(const Match& m) {
    Node lock = m["lock"];
    if (!lock_acquire_release_named(lock) && !lock_acquire_release_type(m, lock) &&
        !all_stored(m.ask, lock, lock_acquire_release_made))
        return silent;
    if (m.index() == 4) return lock_acquire_release_any(m, lock);
    if (m.index() == 2) return lock_acquire_release_unguarded(m, lock);
    if (m.run("body").empty()) return silent;
    for (Node statement : m.run("body").nodes())
        if (!lock_acquire_release_holds(m, statement, lock, false)) return silent;
    std::string with = m.index() == 3 ? "async with $lock:" : "with $lock:";
    Edits edits(m);
    edits.rewrite(formatted("{}\n    $$body", with));
    Span head = m.at.is(Kind::try_statement) ? m.at.child(Field::body).child(0u).span() : m.at.span();
    return found(head, edits,
                 m.message(m.index() == 3 ? "`$lock` is acquired and released by hand: use `async with $lock:`"
                                          : "`$lock` is acquired and released by hand: use `with $lock:`"));
}

}  // namespace zen::rules
