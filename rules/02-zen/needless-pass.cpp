// Removes the statement, unless the string after it becomes a docstring by that.
#include "rule.h"

namespace zen::rules {

Verdict needless_pass(const Match& m) {
    Node statement = statement_of(m.at), next = statement.next_sibling();
    bool docstring = !statement.previous_sibling() && next.is(Kind::expression_statement) &&
                     next.child(0u).is_any({Kind::string, Kind::concatenated_string});
    Edits edits(m);
    edits.remove_statement(statement);
    Verdict verdict = found(statement, edits);
    if (docstring) return std::move(verdict).unsafe_because("the string after it becomes a docstring");
    return verdict;
}

}  // namespace zen::rules
