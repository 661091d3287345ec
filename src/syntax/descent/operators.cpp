// Infix and prefix operators, by precedence.
#include "syntax/descent/descent.h"

namespace zen::descent {

void Descent::infix(NodeId id, unsigned least) {
    for (;;) {
        const unsigned power = this->power();
        if (power < least) [[likely]]
            return;
        if (power > comparison) {
            // What is long is not moved again and again.
            if (nodes_.count() - id > 40 && power != exponent) [[unlikely]] {
                binary_operators(id, least);
                continue;
            }
            wrap(id, Kind::binary_operator);
            set_field(id + 1, Field::left);
            take_token(Field::operator_);
            if (power == exponent) {
                Level level(*this);
                set_field(expression(exponent), Field::right);
            } else {
                set_field(expression(power + 1), Field::right);
            }
            close(id);
        } else if (power == comparison) {
            comparison_operator(id);
        } else if (power >= disjunction) {
            wrap(id, Kind::boolean_operator);
            set_field(id + 1, Field::left);
            take_token(Field::operator_);
            set_field(expression(power + 1), Field::right);
            close(id);
        } else {
            conditional_expression(id);
        }
    }
}

// All binary operators that follow the operand at `id`, each around what is left of it.
[[gnu::noinline]] void Descent::binary_operators(NodeId id, unsigned least) {
    const std::size_t first = operations_.size();
    const NodeId outer = nodes_.current();
    for (;;) {
        const unsigned power = this->power();
        if (power <= comparison || power < least || power == exponent) break;
        // The next operator may bind less tightly than this one, never more: its left side is all of what is here.
        const NodeId operator_id = nodes_.count();  // or that of a comment before it
        take_token(Field::operator_);
        set_field(expression(power + 1), Field::right);
        if (failed_) return;
        operations_.push_back({operator_id, last_, nodes_.count()});
        nodes_.cut(nodes_.count(), outer);
    }
    if (operations_.size() > first && !nodes_.nest_left(id, operations_, first)) fail("too much to move");
    operations_.resize(first);
}

void Descent::comparison_operator(NodeId id) {
    wrap(id, Kind::comparison_operator);
    do {
        if (is(Kind::kw_not)) {
            const NodeId operator_id = open(Kind::kw_not_in);
            nodes_.set_head(operator_id, head(Kind::kw_not_in, 0, Field::operators));
            take_token();
            expect(Kind::kw_in);
            close(operator_id);
        } else if (is(Kind::kw_is)) {
            // Whether it is `is not` only the next token tells.
            const NodeId operator_id = take_token();
            if (is(Kind::kw_not)) {
                wrap(operator_id, Kind::kw_is_not);
                nodes_[operator_id].flags = 0;
                take_token();
                close(operator_id);
            }
            set_field(operator_id, Field::operators);
        } else {
            take_token(Field::operators);
        }
        expression(comparison + 1);
    } while (power() == comparison);
    close(id);
}

void Descent::conditional_expression(NodeId id) {
    Level level(*this);
    wrap(id, Kind::conditional_expression);
    take_token();
    expression();
    expect(Kind::kw_else);
    expression();
    close(id);
}

void Descent::unary_operator() {
    Level level(*this);
    const NodeId id = open(Kind::unary_operator);
    take_token(Field::operator_);
    set_field(expression(unary), Field::argument);
    close(id);
}

void Descent::not_operator() {
    Level level(*this);
    const NodeId id = open(Kind::not_operator);
    take_token();
    set_field(expression(negation), Field::argument);
    close(id);
}

void Descent::await_expression() {
    Level level(*this);
    const NodeId id = open(Kind::await);
    take_token();
    expression(unary);
    close(id);
}

}  // namespace zen::descent
