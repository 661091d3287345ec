#include "semantics/code/context.h"

namespace zen {

bool boolean_context(Node n) {
    int depth = 0;  // of a row as long as the file, the operands far down are not looked at
    for (Node parent = n.parent(); parent && ++depth < 500; n = parent, parent = parent.parent()) {
        switch (parent.kind()) {
            case Kind::parenthesized_expression:
            case Kind::boolean_operator:
                continue;
            case Kind::not_operator:
                return true;
            case Kind::if_statement:
            case Kind::elif_clause:
            case Kind::while_statement:
                return n.field() == Field::condition;
            case Kind::if_clause:
                return true;
            case Kind::assert_statement:
                return parent.child(0u) == n;
            case Kind::conditional_expression:
                return parent.child(1u) == n;
            case Kind::argument_list: {
                Node function = unparenthesized(parent.parent().child(Field::function));
                return function.is(Kind::identifier) && function.text() == "bool" && parent.has_children(1);
            }
            default:
                return false;
        }
    }
    return false;
}

Span with_own_parentheses(Node n) {
    const Node around = n.parent();
    if (!around.is(Kind::parenthesized_expression)) return n.span();
    const std::string_view text = n.tree().text;
    auto letter = [](char c) { return c == '_' || std::isalnum(static_cast<unsigned char>(c)); };
    if ((around.start() > 0 && letter(text[around.start() - 1])) ||
        (around.end() < text.size() && letter(text[around.end()])))
        return n.span();
    for (Node inner : around.descendants())
        if (inner.is(Kind::comment)) return n.span();
    return around.span();
}

bool statement_context(Node n) {
    while (n.parent().is(Kind::parenthesized_expression)) n = n.parent();
    return n.parent().is(Kind::expression_statement) && n.parent().has_children(1);
}

}  // namespace zen
