// Moves the inner `if` and its comments to the place of the `else`.
#include "rule.h"

namespace zen::rules {

namespace {

// Is the nesting what the branches share: another one holds only an `if`, or one with the same test? Or does a comment
// speak of the whole `else`, whose cases the inner `if` tells apart?
bool collapsible_else_if_parallel(Node at, Node inner) {
    const Node test = inner.child(Field::condition);
    for (Node arm : at.parent().children()) {
        if (arm == at) continue;
        const Node body = arm.is(Kind::block) ? arm : arm.child(Field::consequence);
        if (body.has_children(1) && body.child(0u).is(Kind::if_statement)) return true;
        for (Node statement : body.children())
            if (statement.is(Kind::if_statement) && same_code(statement.child(Field::condition), test)) return true;
    }
    return inner.child(Field::alternative) && !comments_above(inner).empty();
}

}  // namespace

Verdict collapsible_else_if(const Match& m) {
    Node block = m.at.child(Field::body), inner = block.child(0u);
    if (!m.at.parent().is(Kind::if_statement) || !block.has_children(1) || !inner.is(Kind::if_statement)) return silent;
    if (collapsible_else_if_parallel(m.at, inner) != (m.index() == 1)) return silent;
    std::string_view text = m.ask.tree().text;
    Edits edits(m);
    std::string indent(indentation(m.at)), above;
    bool header = false;
    for (Node n : m.at.descendants()) {
        if (!n.is(Kind::comment)) continue;
        if (n.end() <= inner.start()) {
            bool own_line = text.substr(m.at.start(), n.start() - m.at.start()).find('\n') != std::string_view::npos;
            header = header || !own_line;
            append(above, "{}\n{}", n.text(), indent);
        } else if (n.start() >= inner.end()) {
            edits.give_up();  // a comment after the inner `if` is about the `else`
        }
    }
    std::string code = edits.moved(inner, indent);
    edits.replace(Span{m.at.start(), m.at.end()}, formatted("{}el{}", above, code));
    std::string test = short_code(inner.child(Field::condition).text());
    return found(Span{m.at.start(), inner.child(Field::condition).end()}, edits,
                 m.message("`else` contains only an `if`: write `elif $test:`", {{"test", test}}))
        .unsafe(header);
}

}  // namespace zen::rules
