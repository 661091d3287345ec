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

bool statement_context(Node n) {
    while (n.parent().is(Kind::parenthesized_expression)) n = n.parent();
    return n.parent().is(Kind::expression_statement) && n.parent().has_children(1);
}

}  // namespace zen
