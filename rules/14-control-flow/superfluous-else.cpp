// The first branch must visibly leave: by a last statement of its own, not by inner branches.
#include "rule.h"

namespace zen::rules {

Verdict superfluous_else(const Match& m) {
    constexpr std::pair<Kind, std::string_view> ways[] = {{Kind::return_statement, "returns"},
                                                          {Kind::raise_statement, "raises"},
                                                          {Kind::continue_statement, "continues the loop"},
                                                          {Kind::break_statement, "ends the loop"}};
    auto [way, says] = ways[m.index() % 4];
    Node alternative = m.at.child(Field::alternative), arm = m.at.child(Field::consequence);
    if (!alternative || !arm.last_child().is(way)) return silent;

    // One `return` against another is what refurb knows as well.
    Node other = alternative.is(Kind::else_clause) ? alternative.child(Field::body) : Node();
    bool single = way == Kind::return_statement && other.has_children(1) && other.child(0u).is(way);
    if (way == Kind::return_statement && single != (m.index() == 4)) return silent;
    Node keyword = *alternative.all_children().begin(), body = alternative.child(Field::body);
    if (body && !body.child(0u)) return silent;  // the grammar lets a block be empty
    Edits edits(m);
    if (alternative.is(Kind::elif_clause)) {
        edits.replace(keyword.span(), "if");
    } else if (Node first = body.child(0u); !opens_line(first)) {
        edits.replace(Span{alternative.start(), first.start()}, "");
    } else {
        Span line = whole_lines(m.ask.tree(), keyword.span()), rest = whole_lines(m.ask.tree(), body.span());
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
