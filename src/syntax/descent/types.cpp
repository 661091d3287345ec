// Annotations and type parameters. To the grammar `list[int]` is a generic type where a type may stand, `a.list[int]`
// an expression with a subscript; a union is of types once its first member is generic.
#include "syntax/descent/descent.h"

namespace zen::descent {

NodeId Descent::type(Field field) {
    Level level(*this);
    const NodeId id = open(Kind::type);
    set_field(id, field);
    if (is(Kind::op_star) || is(Kind::op_star_star)) {
        const NodeId splat = open(Kind::splat_type);
        take_token();
        name();
        close(splat);
        if (power() != no_infix || is(Kind::op_dot) || is(Kind::op_lbrack) || is(Kind::op_lparen))
            fail("splat type in an expression");
        close(id);
        return id;
    }
    const NodeId inner = nodes_.count();
    if (generic_type(inner)) {
        // Whatever follows is around all of what is there.
        while (is(Kind::op_bar) || is(Kind::op_dot)) {
            wrap(inner, Kind::type);
            close(inner);
            if (is(Kind::op_dot)) {
                wrap(inner, Kind::member_type);
                take_token();
                name();
            } else {
                wrap(inner, Kind::union_type);
                take_token();
                const NodeId right = open(Kind::type);
                generic_type(nodes_.count());
                close(right);
            }
            close(inner);
            if (failed_) break;
        }
        if (power() != no_infix || is(Kind::op_lbrack) || is(Kind::op_lparen)) fail("operator behind a generic type");
    }
    close(id);
    return id;
}

// A name with type parameters, and true; or an expression.
bool Descent::generic_type(NodeId id) {
    if (!is(Kind::identifier) || is_word("print") || is_word("exec") || is_word("match")) {
        expression();
        return false;
    }
    take_named();
    if (is(Kind::op_lbrack)) {
        wrap(id, Kind::generic_type);
        type_parameters(Field::none);
        close(id);
        return true;
    }
    if (is(Kind::op_colon_eq)) fail("named expression as a type");
    postfix(id);
    infix(id, anything);
    return false;
}

void Descent::type_parameters(Field field) {
    const NodeId id = open(Kind::type_parameter);
    set_field(id, field);
    take_token();
    if (is(Kind::op_rbrack)) return fail("no type parameter");
    do {
        const NodeId parameter = type();
        if (is(Kind::op_colon)) {
            wrap(parameter, Kind::type);
            wrap(parameter + 1, Kind::constrained_type);
            take_token();
            type();
            if (is(Kind::op_colon)) return fail("second constraint");
            close(parameter + 1);
            close(parameter);
        }
        if (!is(Kind::op_comma)) break;
        take_token();
    } while (!is(Kind::op_rbrack));
    expect(Kind::op_rbrack);
    close(id);
}

}  // namespace zen::descent
