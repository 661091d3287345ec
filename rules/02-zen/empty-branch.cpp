// Clauses whose block is `pass` or `...` alone, without a comment.
#include "rule.h"

namespace zen::rules {

namespace {

bool empty_branch_block(const Match& m, Node block, Span whole) {
    if (!block.is(Kind::block) || block.children().empty()) return false;  // Python requires a statement
    for (Node only : block.children())
        if (!only.is(Kind::pass_statement) &&
            !(only.is(Kind::expression_statement) && only.child(0u).is(Kind::ellipsis)))
            return false;
    std::string_view text = m.ask.tree().text;
    std::size_t end = std::min(text.find('\n', whole.end), text.size());
    return !m.ask.has_comment({whole.start, static_cast<std::uint32_t>(end)});
}

// Does nothing but read: pure, but for calls of `len()`.
bool empty_branch_idle(const Match& m, Node test) {
    if (m.ask.pure(test)) return true;
    if (test.is(Kind::call)) return m.ask.means(test.child(Field::function), "len") && m.ask.pure(sole_argument(test));
    if (!test.is_any(
            {Kind::comparison_operator, Kind::boolean_operator, Kind::not_operator, Kind::parenthesized_expression}))
        return false;
    for (Node part : test.children())
        if (!empty_branch_idle(m, part)) return false;
    return true;
}

// From the end of what comes before the clause to its end.
Span empty_branch_clause(Node clause, Node before) {
    std::uint32_t start = before.end();
    std::string_view text = clause.tree().text;
    // A comment behind the last statement, or on lines of its own, stays.
    for (std::size_t at = clause.start(); at > start; --at)
        if (text[at - 1] == '\n') {
            start = static_cast<std::uint32_t>(at - 1);
            break;
        }
    return {start, clause.end()};
}

}  // namespace

Verdict empty_branch(const Match& m) {
    Node owner = m.at.parent();
    if (m.index() < 2) {
        Edits edits(m);
        Node block = m.at.child(Field::body);
        if (!block) block = m.at.last_child();
        if (!empty_branch_block(m, block, m.span)) return silent;
        Node before = m.at.previous_sibling();
        if (owner.is(Kind::try_statement) && m.index() == 1) {
            bool handlers = false;
            for (Node clause : owner.children()) handlers = handlers || clause.is(Kind::except_clause);
            if (!handlers) return found(m.span, "the `try` does nothing: write its body without `try` and `finally`");
        }
        edits.replace(empty_branch_clause(m.at, before), "");
        return found(m.span, edits,
                     m.index() == 0 ? "the `else` does nothing: remove it" : "the `finally` does nothing: remove it");
    }
    Node test = m.at.child(Field::condition), block = m.at.child(Field::consequence), other = block.next_sibling();
    Span head{m.at.start(), block.end()};
    if (!empty_branch_block(m, block, head) || other.is(Kind::elif_clause)) return silent;
    if (test.text().ends_with("TYPE_CHECKING")) return silent;
    // A place that somebody means to fill.
    for (std::string_view note : {"TODO", "FIXME", "XXX"})
        if (remarked_above(m.at, note)) return silent;
    Edits edits(m);
    if (!other) {
        // Of `not found()`, the call stays. An operator would be left without a use, as `found() > 1`.
        Node rest = unparenthesized(test);
        while (rest.is(Kind::not_operator)) rest = unparenthesized(rest.child(Field::argument));
        if (empty_branch_idle(m, test))
            edits.remove_statement(m.at);
        else if (rest.is_any({Kind::call, Kind::await}))
            edits.replace(m.span, std::string(rest.text()));
        else
            edits.give_up();
        return found({head.start, test.end()}, edits, "the `if` does nothing: remove it")
            .unsafe(!empty_branch_idle(m, test));
    }
    Node rest = other.child(Field::body);
    if (m.ask.has_comment({block.end(), rest.start()}) || empty_branch_block(m, rest, other.span())) return silent;
    edits.replace(test, negation(test));
    edits.replace({block.start(), rest.start()}, "");
    std::string message = m.message("the branch is empty: write `if $no`", {{"no", short_code(negation(test), 50)}});
    return found({head.start, test.end()}, edits, message).titled("Test for the opposite and remove the empty branch");
}

}  // namespace zen::rules
