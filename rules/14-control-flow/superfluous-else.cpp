// The first branch must visibly leave: by a last statement of its own, not by inner branches.
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

constexpr std::size_t long_else = 5;  // statements

std::size_t superfluous_else_size(Node part) {
    std::size_t count = 0;
    for (Node n : part.descendants()) count += is_statement(n.kind());
    return count;
}

// Does the `else` hold most of the statements of its function or loop, and enough to make the indentation matter?
bool superfluous_else_spans(Node if_statement, Node alternative) {
    if (!alternative.is(Kind::else_clause)) return false;
    Node block = if_statement.parent();
    if (!block.is(Kind::block) ||
        !block.parent().is_any({Kind::function_definition, Kind::for_statement, Kind::while_statement}))
        return false;
    const std::size_t inside = superfluous_else_size(alternative.child(Field::body));
    return inside >= long_else && inside * 2 > superfluous_else_size(block);
}

}  // namespace

Verdict superfluous_else(const Match& m) {
    constexpr std::pair<Kind, std::string_view> ways[] = {{Kind::return_statement, "returns"},
                                                          {Kind::raise_statement, "raises"},
                                                          {Kind::continue_statement, "continues the loop"},
                                                          {Kind::break_statement, "ends the loop"}};
    // Matches: the four ways; one `return` against another; three ways with a long `else`; an `elif` after `raise`.
    constexpr std::size_t by_match[] = {0, 1, 2, 3, 0, 0, 2, 3, 1};
    auto [way, says] = ways[by_match[m.index()]];
    Node alternative = m.at.child(Field::alternative), arm = m.at.child(Field::consequence);
    const Kind last = alternative ? arm.last_child().kind() : Kind::nothing;
    if (std::ranges::none_of(ways, [&](auto any) { return any.first == last; })) return silent_for_all;
    if (last != way) return silent;

    const bool chain = alternative.is(Kind::elif_clause);

    // One `return` against another is what refurb knows as well.
    Node other = alternative.is(Kind::else_clause) ? alternative.child(Field::body) : Node();
    // Two short branches side by side, of which one raises: experts differ.
    const bool pair = chain || other.has_children(1);
    if (way == Kind::raise_statement && pair != (m.index() == 8)) return silent;
    bool single = way == Kind::return_statement && other.has_children(1) && other.child(0u).is(way);
    if (way == Kind::return_statement && single != (m.index() == 4)) return silent;
    if (way != Kind::raise_statement && m.index() != 4 && superfluous_else_spans(m.at, alternative) != (m.index() >= 5))
        return silent;
    Node keyword = *alternative.all_children().begin(), body = alternative.child(Field::body);
    if (body && !body.child(0u)) return silent;  // the grammar lets a block be empty
    Edits edits(m);
    if (alternative.is(Kind::elif_clause)) {
        edits.replace(keyword.span(), "if");
    } else if (Node first = body.child(0u); !opens_line(first)) {
        edits.replace(Span{alternative.start(), first.start()}, "");
    } else {
        Node colon = keyword;
        while (colon && !colon.is(Kind::op_colon)) colon = Node(m.ask.tree(), colon.record().next);
        Span line = whole_lines(m.ask.tree(), Span{keyword.start(), colon.end()}),
             rest = whole_lines(m.ask.tree(), body.span());
        edits.replace(line, "");
        edits.shift({line.end, rest.end}, indentation(first), indentation(m.at));
    }
    return found(
        keyword, edits,
        m.message(alternative.is(Kind::elif_clause) ? "the branch above $says: write `if` instead of `elif`"
                                                    : "the branch above $says: remove `else` and dedent its body",
                  {{"says", says}}));
}

}  // namespace zen::rules
