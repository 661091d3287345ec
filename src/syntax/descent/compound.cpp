// Statements that hold blocks.
#include "syntax/descent/descent.h"

namespace zen::descent {

void Descent::statement() {
    switch (kind_) {
        case Kind::kw_if:
            return if_statement();
        case Kind::kw_for:
            return for_statement();
        case Kind::kw_while:
            return while_statement();
        case Kind::kw_try:
            return try_statement();
        case Kind::kw_with:
            return with_statement();
        case Kind::kw_def:
        case Kind::kw_class: {
            const NodeId id = open(is(Kind::kw_def) ? Kind::function_definition : Kind::class_definition);
            is(Kind::kw_def) ? function_definition() : class_definition();
            return close(id);
        }
        case Kind::kw_async:
            return async_statement();
        case Kind::op_at:
            return decorated_definition();
        default:
            if (!match_statement()) simple_statements();
    }
}

void Descent::if_statement() {
    const NodeId id = open(Kind::if_statement);
    take_token();
    set_field(expression(), Field::condition);
    suite(Field::consequence);
    while (continues_with(Kind::kw_elif)) {
        const NodeId clause = open(Kind::elif_clause);
        set_field(clause, Field::alternative);
        take_token();
        set_field(expression(), Field::condition);
        suite(Field::consequence);
        close(clause);
    }
    else_clause(Field::alternative);
    close(id);
}

// If there is one. In `try` it has no field.
void Descent::else_clause(Field field) {
    if (!continues_with(Kind::kw_else)) return;
    const NodeId id = open(Kind::else_clause);
    set_field(id, field);
    take_token();
    suite(Field::body);
    close(id);
}

void Descent::while_statement() {
    const NodeId id = open(Kind::while_statement);
    take_token();
    set_field(expression(), Field::condition);
    suite(Field::body);
    else_clause(Field::alternative);
    close(id);
}

void Descent::for_statement() {
    const NodeId id = open(Kind::for_statement);
    rest_of_for();
    close(id);
}

void Descent::rest_of_for() {
    take_token();
    set_field(targets(), Field::left);
    if (!expect(Kind::kw_in)) return;
    set_field(expression_or_list(), Field::right);
    suite(Field::body);
    else_clause(Field::alternative);
}

void Descent::try_statement() {
    const NodeId id = open(Kind::try_statement);
    take_token();
    suite(Field::body);
    while (continues_with(Kind::kw_except)) except_clause();
    else_clause(Field::none);
    if (continues_with(Kind::kw_finally)) {
        const NodeId clause = open(Kind::finally_clause);
        take_token();
        suite(Field::none);
        close(clause);
    }
    close(id);
}

void Descent::except_clause() {
    const NodeId id = open(Kind::except_clause);
    take_token();
    if (is(Kind::op_star)) take_token();
    if (!is(Kind::op_colon)) {
        const NodeId value = expression();
        if (is(Kind::kw_as)) {
            as_pattern(value);
            if (is(Kind::op_comma)) return fail("comma behind `as`");
        }
        set_field(value, Field::value);
        while (is(Kind::op_comma)) {
            take_token();
            set_field(expression(), Field::value);
        }
    }
    suite(Field::none);
    close(id);
}

void Descent::with_statement() {
    const NodeId id = open(Kind::with_statement);
    rest_of_with();
    close(id);
}

void Descent::rest_of_with() {
    take_token();
    const NodeId clause = open(Kind::with_clause);
    if (!(is(Kind::op_lparen) && parenthesized_items())) {
        for (;;) {
            with_item();
            if (!is(Kind::op_comma)) break;
            take_token();
            if (is(Kind::op_colon)) break;
        }
    }
    close(clause);
    suite(Field::body);
}

void Descent::with_item() {
    const NodeId item = open(Kind::with_item);
    const NodeId value = expression();
    if (is(Kind::kw_as)) as_pattern(value);
    set_field(value, Field::value);
    close(item);
}

// Several items in parentheses, with the colon behind them; else all is as before. One alone, or with a comma, is
// an expression to the grammar, even with an `as`.
bool Descent::parenthesized_items() {
    const Mark before = mark();
    take_token();
    unsigned items = 0;
    bool named = false;
    while (!is(Kind::op_rparen)) {
        const NodeId item = open(Kind::with_item);
        if (is(Kind::op_star) || is(Kind::kw_yield)) {
            fail("star or `yield` in `with (`");
            return true;
        }
        const NodeId value = expression();
        if (is(Kind::kw_as)) {
            as_pattern(value);
            named = true;
        }
        set_field(value, Field::value);
        close(item);
        ++items;
        if (!is(Kind::op_comma)) break;
        take_token();
    }
    const bool closed = is(Kind::op_rparen);
    if (closed) take_token();
    const bool header = closed && is(Kind::op_colon);
    if (header && items > 1) return true;
    if (named && !header) fail("`as` in parentheses");
    go_back(before);
    as_in_parentheses_ = named;
    return false;
}

void Descent::async_statement() {
    const Byte* next = skip_spaces(at_);
    const Kind kind = *next == 'd'   ? Kind::function_definition
                      : *next == 'f' ? Kind::for_statement
                                     : Kind::with_statement;
    const NodeId id = open(kind);
    take_token();
    if (is(Kind::kw_def) && kind == Kind::function_definition)
        function_definition();
    else if (is(Kind::kw_for) && kind == Kind::for_statement)
        rest_of_for();
    else if (is(Kind::kw_with) && kind == Kind::with_statement)
        rest_of_with();
    else
        fail("`async` before something else");
    close(id);
}

// From `def` on.
void Descent::function_definition() {
    take_token();
    name(Field::name);
    if (is(Kind::op_lbrack)) type_parameters(Field::type_parameters);
    if (!is(Kind::op_lparen)) return fail("parameters expected");
    const NodeId list = open(Kind::parameters);
    set_field(list, Field::parameters);
    take_token();
    parameters(Kind::op_rparen);
    expect(Kind::op_rparen);
    close(list);
    if (is(Kind::op_minus_gt)) {
        take_token();
        type(Field::return_type);
        const Byte* p = skip_spaces(at_);
        if (byte_kinds[*p] == ByteKind::letter || byte_kinds[*p] == ByteKind::high) beyond_grammar_ = true;
    }
    suite(Field::body);
}

void Descent::class_definition() {
    take_token();
    name(Field::name);
    if (is(Kind::op_lbrack)) type_parameters(Field::type_parameters);
    if (is(Kind::op_lparen)) {
        const NodeId bases = here();
        argument_list();
        if (kind_of(bases) != Kind::argument_list) return fail("generator for base classes");
        set_field(bases, Field::superclasses);
    }
    suite(Field::body);
}

void Descent::decorated_definition() {
    const NodeId id = open(Kind::decorated_definition);
    do {
        const NodeId decorator = open(Kind::decorator);
        take_token();
        expression();
        end_line();
        close(decorator);
        for (const Extra& comment : gap_) beyond_grammar_ |= comment.indent < block_indent_;
        if (code_indent_ != block_indent_ || at_text_end_) return fail("definition expected");
        take_gap();
    } while (is(Kind::op_at));
    const bool is_class = is(Kind::kw_class);
    const NodeId definition = open(is_class ? Kind::class_definition : Kind::function_definition);
    set_field(definition, Field::definition);
    if (is(Kind::kw_async)) take_token();
    if (is_class)
        class_definition();
    else if (is(Kind::kw_def))
        function_definition();
    else
        fail("definition expected");
    close(definition);
    close(id);
}

}  // namespace zen::descent
