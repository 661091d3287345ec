// The first statement of a block that control cannot reach; the model knows which statements always leave.
#include "rule.h"

namespace zen::rules {

namespace {

// Statements that are there to be unreachable: markers for readers and type checkers, and a `pass`.
bool unreachable_marker(const Match& m, Node before, Node statement) {
    if (statement.is(Kind::pass_statement)) return true;
    for (Node comment : comments_of(statement))
        if (comment.text().find("pragma: no") != std::string_view::npos) return true;
    for (std::string_view known : {"nreachable", "never reached", "not reached"})
        if (remarked_above(statement, known)) return true;
    if (before.is_any({Kind::raise_statement, Kind::return_statement})) return false;
    if (statement.is_any({Kind::raise_statement, Kind::assert_statement})) return true;
    Node call = statement.is(Kind::expression_statement) ? statement.child(0u) : Node();
    return call.is(Kind::call) && (m.ask.means(call.child(Field::function), "typing.assert_never") ||
                                   m.ask.means(call.child(Field::function), "typing_extensions.assert_never"));
}

// A `yield` that is never reached makes its function a generator; an `await` makes nothing of it.
bool unreachable_yields(const Match& m, Node statement) {
    if (m.ask.contains_yield(statement))
        for (Node n : statement.descendants())
            if (n.is(Kind::yield)) return true;
    return false;
}

// `raise NotImplementedError`, or one that skips a test, above code that waits to be used; and what may not leave.
bool unreachable_by_intent(const Match& m, Node statement) {
    if (!comments_of(statement).empty() && statement.child_count() < 2) return true;
    // A context manager that nobody knows may suppress the exception of its body.
    for (Node n : statement.descendants())
        if (n.is(Kind::with_statement)) return true;
    if (!statement.is(Kind::raise_statement)) return false;
    Node error = statement.child(0u);
    if (error.is(Kind::call)) error = error.child(Field::function);
    return m.ask.means(error, "NotImplementedError") || error.text().ends_with("SkipTest");
}

}  // namespace

Verdict unreachable_code(const Match& m) {
    Node before;
    if (m.at.parent().is(Kind::match_statement)) return silent;  // its block holds the cases
    for (Node statement : m.at.children()) {
        if (before && m.ask.leaves(before)) {
            if (unreachable_marker(m, before, statement) || unreachable_by_intent(m, before)) return silent;
            for (Node n = statement; n; n = n.next_sibling())
                if (unreachable_yields(m, n) || n.damaged()) return silent;
            using Exit = Model::Exit;
            const Exit exit = m.ask.exit(before);
            const bool endless = exit == Exit::mixed && before.is(Kind::while_statement);
            return found(statement, endless ? "unreachable code: the loop above has no `break`"
                                            : "unreachable code: the statement above always leaves the block")
                .related(before.span(), endless ? "this loop never ends" : "this always leaves the block");
        }
        before = statement;
    }
    return silent;
}

}  // namespace zen::rules
