// Operands and what follows them, lists without brackets, `yield`, `lambda`, `:=`.
#include "syntax/descent/descent.h"

namespace zen::descent {

namespace {

// What may come behind a comma that ends a list.
bool ends_list(Kind kind) {
    if (kind == end_of_line || kind == end_of_text) return true;
    switch (kind) {
        case Kind::op_semi:
        case Kind::op_eq:
        case Kind::op_colon:
        case Kind::op_rparen:
        case Kind::op_rbrack:
        case Kind::op_rbrace:
        case Kind::kw_from:
        case Kind::type_conversion:
            return true;
        default:
            return false;
    }
}

}  // namespace

NodeId Descent::expression(unsigned least) {
    const NodeId id = prefix(least);
    infix(id, least);
    return id;
}

// An operand with its subscripts, calls and attributes, or a prefix operator and all that it holds.
NodeId Descent::prefix(unsigned least) {
    const NodeId id = here();
    switch (kind_) {
        case Kind::identifier:
            take_named();
            if (is(Kind::op_colon_eq)) {
                if (least > anything) fail("named expression as an operand");
                named_expression(id);
                return id;
            }
            break;
        case Kind::integer:
        case Kind::float_:
        case Kind::true_:
        case Kind::false_:
        case Kind::none:
        case Kind::ellipsis:
            take_named();
            break;
        case Kind::string_start:
            strings();
            break;
        case Kind::op_lparen:
            parenthesized();
            break;
        case Kind::op_lbrack:
            list();
            break;
        case Kind::op_lbrace:
            braces();
            break;
        case Kind::op_minus:
        case Kind::op_plus:
        case Kind::op_tilde:
            unary_operator();
            return id;
        case Kind::kw_not:
            if (least > negation) fail("`not` as an operand");
            not_operator();
            return id;
        case Kind::kw_lambda:
            if (least >= comparison) fail("`lambda` as an operand");
            lambda(anything);
            return id;
        case Kind::kw_await:
            await_expression();
            return id;
        default:
            fail("expression expected");
            return id;
    }
    postfix(id);
    return id;
}

void Descent::postfix(NodeId id) {
    for (;;) {
        switch (kind_) {
            case Kind::op_dot:
                wrap(id, Kind::attribute);
                set_field(id + 1, Field::object);
                take_token();
                name(Field::attribute);
                break;
            case Kind::op_lparen:
                wrap(id, Kind::call);
                set_field(id + 1, Field::function);
                argument_list();
                break;
            case Kind::op_lbrack:
                wrap(id, Kind::subscript);
                set_field(id + 1, Field::value);
                subscripts();
                break;
            default:
                return;
        }
        close(id);
    }
}

void Descent::name(Field field) {
    if (!is(Kind::identifier)) return fail("name expected");
    take_named(field);
}

// The conditional that may follow is around it: the grammar has it bind less tightly.
void Descent::named_expression(NodeId id) {
    wrap(id, Kind::named_expression);
    set_field(id + 1, Field::name);
    take_token();
    set_field(expression(no_conditional), Field::value);
    close(id);
}

// `least` is that of the body.
void Descent::lambda(unsigned least) {
    Level level(*this);
    const NodeId id = open(Kind::lambda);
    take_token();
    if (!is(Kind::op_colon)) {
        const NodeId list = open(Kind::lambda_parameters);
        set_field(list, Field::parameters);
        parameters(Kind::op_colon);
        close(list);
    }
    expect(Kind::op_colon);
    const NodeId body = here();
    if (is(Kind::kw_lambda))
        lambda(least);
    else
        expression(least);
    set_field(body, Field::body);
    close(id);
}

// `*` and an expression, in brackets.
NodeId Descent::list_splat() {
    Level level(*this);
    const NodeId id = open(Kind::list_splat);
    take_token();
    expression();
    close(id);
    return id;
}

// `*` and a name, where the grammar takes that for an operand: in `x = *a.b, c` the attribute is around the star.
NodeId Descent::splat_as_operand() {
    const NodeId id = open(Kind::list_splat);
    take_token();
    name();
    close(id);
    postfix(id);
    infix(id, anything);
    return id;
}

NodeId Descent::item_of_list() {
    return is(Kind::op_star) ? splat_as_operand() : expression();
}

// The first item of a list that is not in brackets. One with a star makes sense only in company.
NodeId Descent::first_item() {
    if (!is(Kind::op_star)) return expression();
    const NodeId id = splat_as_operand();
    if (!is(Kind::op_comma)) fail("star without a list");
    return id;
}

// At the comma behind the first item at `id`.
void Descent::rest_of_list(NodeId id) {
    wrap(id, Kind::expression_list);
    while (is(Kind::op_comma)) {
        take_token();
        if (ends_list(kind_)) break;
        item_of_list();
    }
    close(id);
}

NodeId Descent::expression_or_list() {
    const NodeId id = first_item();
    if (is(Kind::op_comma)) rest_of_list(id);
    return id;
}

void Descent::yield() {
    const NodeId id = open(Kind::yield);
    take_token();
    if (is(Kind::kw_from)) {
        take_token();
        expression();
    } else if (!ends_list(kind_) && !is(Kind::op_comma)) {
        expression_or_list();
    }
    close(id);
}

// What stands on the right of `=`, or in the braces of a replacement field.
NodeId Descent::right_hand_side() {
    const NodeId id = here();
    if (is(Kind::kw_yield)) {
        yield();
        return id;
    }
    expression_or_list();
    if (is(Kind::op_eq)) {
        Level level(*this);
        wrap(id, Kind::assignment);
        to_pattern(id + 1);
        set_field(id + 1, Field::left);
        take_token();
        set_field(right_hand_side(), Field::right);
        close(id);
    }
    return id;
}

// At the `as` behind an expression, in `with` and `except`.
void Descent::as_pattern(NodeId id) {
    // To the grammar `as` belongs to the last part of what binds less tightly.
    switch (kind_of(id)) {
        case Kind::lambda:
        case Kind::conditional_expression:
        case Kind::named_expression:
            return fail("`as` behind a loose expression");
        case Kind::boolean_operator:
        case Kind::not_operator:
            for (NodeId part = id; part < nodes_.count(); ++part)
                if (kind_of(part) == Kind::lambda) return fail("`as` behind a loose expression");
            break;
        default:
            break;
    }
    wrap(id, Kind::as_pattern);
    take_token();
    const NodeId target = open(Kind::as_pattern_target);
    expression();
    close(target);
    set_field(target, Field::alias);
    close(id);
}

}  // namespace zen::descent
