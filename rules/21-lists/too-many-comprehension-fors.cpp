// Counts the `for` clauses from the outermost comprehension to the innermost; arguments of calls do not add up.
#include <algorithm>

#include "rule.h"

namespace zen::rules {

Verdict too_many_comprehension_fors(const Match& m) {
    auto most = static_cast<unsigned>(m.option_number("loops"));
    auto most_clauses = static_cast<unsigned>(m.option_number("clauses"));
    // Pre-order, so that the depth of the comprehension around is known; a comprehension inside another is not reported
    // again.
    for (Node n = m.at.parent(); n && !is_statement(n.kind()) && !n.is(Kind::lambda); n = n.parent())
        if (is_comprehension(n.kind())) return silent;
    std::vector<std::pair<NodeId, unsigned>> open;  // end of the comprehension, loops down to it
    unsigned deepest = 0, own = 0;
    for (Node c : m.at.children()) own += c.is_any({Kind::for_in_clause, Kind::if_clause});
    for (NodeId id = m.at.id(); id < m.at.record().next; ++id) {
        Node n(m.ask.tree(), id);
        if (!is_comprehension(n.kind())) continue;
        while (!open.empty() && open.back().first <= id) open.pop_back();
        // `any(…)`, `sum(…)` and the like give the inner loops a name.
        if (n != m.at && (n.parent().is(Kind::argument_list) || n.parent().is(Kind::call))) {
            id = n.record().next - 1;
            continue;
        }
        unsigned loops = open.empty() ? 0 : open.back().second;
        for (Node c : n.children()) loops += c.is(Kind::for_in_clause);
        open.emplace_back(n.record().next, loops);
        deepest = std::max(deepest, loops);
    }
    if (deepest > most)
        return found(m.at,
                     m.message("a comprehension with $count `for` clauses: use nested loops or a generator function",
                               {{"count", std::to_string(deepest)}}));
    if (own > most_clauses)
        return found(m.at,
                     m.message("a comprehension with $count `for` and `if` clauses: use loops or a generator function",
                               {{"count", std::to_string(own)}}));
    return silent;
}

}  // namespace zen::rules
