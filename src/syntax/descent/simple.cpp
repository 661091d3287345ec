// Statements of one line, but for imports and those that begin with soft keywords.
#include "syntax/descent/descent.h"

namespace zen::descent {

namespace {

bool assigns_augmented(Kind kind) {
    switch (kind) {
        case Kind::op_plus_eq:
        case Kind::op_minus_eq:
        case Kind::op_star_eq:
        case Kind::op_slash_eq:
        case Kind::op_at_eq:
        case Kind::op_slash_slash_eq:
        case Kind::op_percent_eq:
        case Kind::op_star_star_eq:
        case Kind::op_gt_gt_eq:
        case Kind::op_lt_lt_eq:
        case Kind::op_amp_eq:
        case Kind::op_caret_eq:
        case Kind::op_bar_eq:
            return true;
        default:
            return false;
    }
}

}  // namespace

// A line of them.
void Descent::simple_statements() {
    for (;;) {
        simple_statement();
        if (!is(Kind::op_semi)) break;
        take_token();
        if (is(end_of_line)) break;
    }
    end_line();
}

void Descent::simple_statement() {
    switch (kind_) {
        case Kind::kw_return:
            return return_statement();
        case Kind::kw_import:
            return import_statement();
        case Kind::kw_from:
            return import_from_statement();
        case Kind::kw_raise:
            return raise_statement();
        case Kind::kw_assert:
            return assert_statement();
        case Kind::kw_pass:
            return keyword_statement(Kind::pass_statement);
        case Kind::kw_break:
            return keyword_statement(Kind::break_statement);
        case Kind::kw_continue:
            return keyword_statement(Kind::continue_statement);
        case Kind::kw_global:
            return names_statement(Kind::global_statement);
        case Kind::kw_nonlocal:
            return names_statement(Kind::nonlocal_statement);
        case Kind::kw_del: {
            const NodeId id = open(Kind::delete_statement);
            take_token();
            expression_or_list();
            return close(id);
        }
        default:
            return expression_statement();
    }
}

void Descent::keyword_statement(Kind kind) {
    const NodeId id = open(kind);
    take_token();
    close(id);
}

void Descent::names_statement(Kind kind) {
    const NodeId id = open(kind);
    take_token();
    name();
    while (is(Kind::op_comma)) {
        take_token();
        name();
    }
    close(id);
}

void Descent::return_statement() {
    const NodeId id = open(Kind::return_statement);
    take_token();
    if (!ends_simple_statement()) expression_or_list();
    close(id);
}

void Descent::raise_statement() {
    const NodeId id = open(Kind::raise_statement);
    take_token();
    if (!ends_simple_statement()) {
        expression_or_list();
        if (is(Kind::kw_from)) {
            take_token();
            set_field(expression(), Field::cause);
        }
    }
    close(id);
}

void Descent::assert_statement() {
    const NodeId id = open(Kind::assert_statement);
    take_token();
    expression();
    while (is(Kind::op_comma)) {
        take_token();
        expression();
    }
    close(id);
}

void Descent::expression_statement() {
    const NodeId id = open(Kind::expression_statement);
    if (is(Kind::identifier) && soft_keyword_statement(id)) return;
    if (is(Kind::kw_yield)) {
        yield();
        return close(id);
    }
    first_item();
    rest_of_expression_statement(id);
}

// Behind its first expression.
void Descent::rest_of_expression_statement(NodeId statement) {
    const NodeId id = statement + 1;
    if (is(Kind::op_comma)) {
        rest_of_list(id);
        if (is(end_of_line) && text_[last_ - 1] == ',') beyond_grammar_ = true;
        // A list that nothing is assigned to is no node of its own here.
        if (ends_simple_statement()) nodes_.unwrap(id);
    }
    if (is(Kind::op_eq)) {
        wrap(id, Kind::assignment);
        to_pattern(id + 1);
        set_field(id + 1, Field::left);
        take_token();
        set_field(right_hand_side(), Field::right);
        close(id);
    } else if (is(Kind::op_colon)) {
        wrap(id, Kind::assignment);
        to_pattern(id + 1);
        set_field(id + 1, Field::left);
        take_token();
        type(Field::type);
        if (is(Kind::op_eq)) {
            take_token();
            set_field(right_hand_side(), Field::right);
        }
        close(id);
    } else if (assigns_augmented(kind_)) {
        wrap(id, Kind::augmented_assignment);
        to_pattern(id + 1);
        set_field(id + 1, Field::left);
        take_token(Field::operator_);
        set_field(right_hand_side(), Field::right);
        close(id);
    }
    close(statement);
}

}  // namespace zen::descent
