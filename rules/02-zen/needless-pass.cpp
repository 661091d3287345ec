// Removes the statement, unless the string after it becomes a docstring by that.
#include <algorithm>

#include "rule.h"

namespace zen::rules {

Verdict needless_pass(const Match& m) {
    Node statement = statement_of(m.at), next = statement.next_sibling();
    bool docstring = !statement.previous_sibling() && next.is(Kind::expression_statement) &&
                     next.child(0u).is_any({Kind::string, Kind::concatenated_string});
    bool only = true, first = true;
    for (Node other : statement.parent().children()) {
        bool nothing = other.is(Kind::pass_statement) ||
                       (other.is(Kind::expression_statement) && other.child(0u).is(Kind::ellipsis));
        only = only && nothing;
        first = first && other.id() >= statement.id();
    }
    if (only && first && !next) return silent;
    // Matches: beside statements, or beside a docstring only.
    const bool beside_docstring =
        !next && statement.parent().has_children(2) && zen::docstring(statement.parent().parent());
    if (beside_docstring != (m.index() >= 2)) return silent;
    Edits edits(m);
    if (only && first) edits.give_up();  // one of them is needed
    // Up to the neighbour, so that no other fix of the same round takes the neighbour away.
    Node before = statement.previous_sibling();
    Span gap = before ? Span{before.end(), statement.end()} : Span{statement.start(), next.start()};
    std::string_view text = m.ask.tree().text;
    std::size_t line_end = std::min(text.find('\n', gap.end), text.size());
    if (m.ask.has_comment({gap.start, static_cast<std::uint32_t>(line_end)}) ||
        text.substr(gap.start, gap.end - gap.start).find(';') != std::string_view::npos ||
        text.substr(statement.end(), line_end - statement.end()).find(';') != std::string_view::npos)
        edits.remove_statement(statement);
    else
        edits.replace(gap, "");
    Verdict verdict = found(statement, edits);
    if (docstring) return std::move(verdict).unsafe_because("the string after it becomes a docstring");
    return verdict;
}

}  // namespace zen::rules
