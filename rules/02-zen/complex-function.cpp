// Branches of a function, levels of blocks, operands of a condition: each against its limit.
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

bool complex_function_block(Node n) {
    return n.is_any(
        {Kind::if_statement, Kind::for_statement, Kind::while_statement, Kind::with_statement, Kind::try_statement});
}

// One more than the branches of the function and of the functions in it (McCabe).
int complex_function_branches(Node function) {
    int count = 0;
    for (Node n : function.descendants()) {
        bool branch = n.is_any({Kind::if_statement, Kind::elif_clause, Kind::for_statement, Kind::while_statement,
                                Kind::except_clause, Kind::case_clause, Kind::function_definition});
        count += branch || (n.is(Kind::else_clause) && n.parent().is(Kind::try_statement)) ? 1 : 0;
    }
    return count;
}

// The most blocks within one another, this one counted; those of functions in it are their own.
int complex_function_depth(Node block) {
    int most = 0;
    std::vector<NodeId> open;  // where the blocks around end
    NodeId inner = 0;
    for (Node n : block.descendants()) {
        if (n.id() < inner) continue;
        if (is_function(n.kind())) inner = n.record().next;
        while (!open.empty() && open.back() <= n.id()) open.pop_back();
        if (!complex_function_block(n)) continue;
        open.push_back(n.record().next);
        most = std::max(most, static_cast<int>(open.size()));
    }
    return most;
}

// Is a block of the same function around it?
bool complex_function_nested(Node n) {
    for (n = n.parent(); n && !is_function(n.kind()); n = n.parent())
        if (complex_function_block(n)) return true;
    return false;
}

}  // namespace

Verdict complex_function(const Match& m) {
    if (m.index() == 0) {
        int most = m.option_number("complexity"), count = most ? complex_function_branches(m.at) : 0;
        if (!most || count <= most) return silent;
        return found(m.at.child(Field::name),
                     m.message("`$name` has a complexity of $count (limit $most): extract a part of it",
                               {{"name", m.at.child(Field::name).text()},
                                {"count", std::to_string(count)},
                                {"most", std::to_string(most)}}));
    }
    if (m.index() == 1) {
        int most = m.option_number("nesting");
        if (!most || complex_function_nested(m.at)) return silent;
        int depth = complex_function_depth(m.at);
        if (depth <= most) return silent;
        return found(Span{m.at.start(), m.at.start() + 1},
                     m.message("$depth nested blocks (limit $most): return early or extract a part",
                               {{"depth", std::to_string(depth)}, {"most", std::to_string(most)}}));
    }
    int most = m.option_number("operands"), count = 0;
    Node test = m.at.child(Field::condition);
    for (Node n : test.descendants()) count += n.is(Kind::boolean_operator) ? 1 : 0;
    if (!most || count + 1 <= most || count == 0) return silent;
    return found(test, m.message("$count operands in one condition (limit $most): give a part of it a name",
                                 {{"count", std::to_string(count + 1)}, {"most", std::to_string(most)}}));
}

}  // namespace zen::rules
