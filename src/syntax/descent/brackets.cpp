// What stands in brackets: tuples, lists, sets, dictionaries, comprehensions, arguments, subscripts.
#include <utility>

#include "syntax/descent/descent.h"

namespace zen::descent {

void Descent::parenthesized() {
    Level level(*this);
    const bool may_name = std::exchange(as_in_parentheses_, false);
    const NodeId id = open(Kind::tuple);
    take_token();
    if (is(Kind::op_rparen)) {
        take_token();
        return close(id);
    }
    const NodeId first = here();
    if (is(Kind::kw_yield)) {
        yield();
    } else if (is(Kind::op_star)) {
        list_splat();
        if (!is(Kind::op_comma)) return fail("star in parentheses");
    } else {
        expression();
        if (may_name && is(Kind::kw_as)) as_pattern(first);
    }
    if (is(Kind::op_rparen)) {
        set_kind(id, Kind::parenthesized_expression);
    } else if (is(Kind::kw_for) || is(Kind::kw_async)) {
        set_kind(id, Kind::generator_expression);
        set_field(first, Field::body);
        comprehension_clauses();
    } else {
        while (is(Kind::op_comma)) {
            take_token();
            if (is(Kind::op_rparen)) break;
            if (is(Kind::op_star))
                list_splat();
            else
                expression();
        }
    }
    expect(Kind::op_rparen);
    close(id);
}

// The first element of a list or a set, with a star. If it is the only one, the grammar takes the star and the name
// behind it for an operand: `[*f(x)]` is a call, `[*f(x), y]` is not.
void Descent::first_splat(Kind closing) {
    const Mark before = mark();
    list_splat();
    if (is(Kind::kw_for) || is(Kind::kw_async)) return fail("comprehension of a splat");
    if (!is(closing)) return;
    const NodeId operand = before.count + 2;
    NodeId first = operand;
    while (nodes_[first].next != first + 1) ++first;
    if (first == operand) return;  // a mere name looks the same
    switch (kind_of(first)) {
        case Kind::identifier:
            break;
        case Kind::op_minus:
        case Kind::op_plus:
        case Kind::op_tilde:
        case Kind::kw_not:
        case Kind::kw_lambda:
        case Kind::kw_await:
            return;  // a prefix operator cannot be read that way
        default:
            // Nor can a bracket or a literal, but an attribute of one can.
            if (kind_of(operand) == Kind::call || kind_of(operand) == Kind::binary_operator ||
                kind_of(operand) == Kind::boolean_operator || kind_of(operand) == Kind::comparison_operator ||
                kind_of(operand) == Kind::conditional_expression)
                fail("star before an operand of many parts");
            return;
    }
    go_back(before);
    splat_as_operand();
}

void Descent::list() {
    Level level(*this);
    const NodeId id = open(Kind::list);
    take_token();
    if (!is(Kind::op_rbrack)) {
        const NodeId first = here();
        if (is(Kind::op_star))
            first_splat(Kind::op_rbrack);
        else
            expression();
        if (is(Kind::kw_for) || is(Kind::kw_async)) {
            set_kind(id, Kind::list_comprehension);
            set_field(first, Field::body);
            comprehension_clauses();
        } else {
            while (is(Kind::op_comma)) {
                take_token();
                if (is(Kind::op_rbrack)) break;
                if (is(Kind::op_star))
                    list_splat();
                else
                    expression();
            }
        }
    }
    expect(Kind::op_rbrack);
    close(id);
}

// At the colon behind the key.
void Descent::pair(NodeId key) {
    wrap(key, Kind::pair);
    set_field(key + 1, Field::key);
    take_token();
    set_field(expression(), Field::value);
    close(key);
}

// A dictionary, a set, or a comprehension of one: the first element tells.
void Descent::braces() {
    Level level(*this);
    const NodeId id = open(Kind::dictionary);
    take_token();
    for (bool first = true; !is(Kind::op_rbrace); first = false) {
        const NodeId element = here();
        bool of_dictionary = true;
        if (is(Kind::op_star_star)) {
            open(Kind::dictionary_splat);
            take_token();
            expression();
            close(element);
        } else {
            if (!is(Kind::op_star))
                expression();
            else if (first)
                first_splat(Kind::op_rbrace);
            else
                list_splat();
            of_dictionary = is(Kind::op_colon);
            if (of_dictionary && kind_of(element) == Kind::list_splat) return fail("star before a key");
            if (of_dictionary) pair(element);
        }
        if (first) {
            if (!of_dictionary) set_kind(id, Kind::set);
            if (is(Kind::kw_for) || is(Kind::kw_async)) {
                set_kind(id, of_dictionary ? Kind::dictionary_comprehension : Kind::set_comprehension);
                if (of_dictionary && kind_of(element) != Kind::pair) return fail("comprehension of `**`");
                set_field(element, Field::body);
                comprehension_clauses();
                break;
            }
        } else if (of_dictionary != (kind_of(id) == Kind::dictionary)) {
            return fail("pairs and elements in one pair of braces");
        }
        if (!is(Kind::op_comma)) break;
        take_token();
    }
    expect(Kind::op_rbrace);
    close(id);
}

void Descent::comprehension_clauses() {
    do {
        if (is(Kind::kw_if)) {
            const NodeId id = open(Kind::if_clause);
            take_token();
            expression(no_conditional);
            close(id);
            continue;
        }
        const NodeId id = open(Kind::for_in_clause);
        if (is(Kind::kw_async)) take_token();
        if (!expect(Kind::kw_for)) return;
        set_field(targets(), Field::left);
        if (!expect(Kind::kw_in)) return;
        for (;;) {
            const NodeId right = here();
            if (is(Kind::kw_lambda))
                lambda(no_conditional);
            else
                expression(no_conditional);
            set_field(right, Field::right);
            if (!is(Kind::op_comma)) break;
            const NodeId comma = take_token();
            if (is(Kind::op_rparen) || is(Kind::op_rbrack) || is(Kind::op_rbrace)) break;
            set_field(comma, Field::right);  // the grammar gives it to all that is between the iterables
        }
        close(id);
    } while (is(Kind::kw_for) || is(Kind::kw_async) || is(Kind::kw_if));
}

// The field is that of a call; a class sets its own.
void Descent::argument_list() {
    Level level(*this);
    const bool of_soft_keyword = last_ == soft_keyword_end_;
    const NodeId id = open(Kind::argument_list);
    set_field(id, Field::arguments);
    take_token();
    for (bool first = true; !is(Kind::op_rparen); first = false) {
        if (is(Kind::identifier) && *at_ == '=' && at_[1] != '=') {
            const NodeId argument = open(Kind::keyword_argument);
            take_named(Field::name);
            take_token();
            set_field(expression(), Field::value);
            close(argument);
        } else if (is(Kind::op_star)) {
            const NodeId argument = list_splat();
            // Read as a tuple too, so long as that is possible, which changes what the star is around.
            if (of_soft_keyword && !first && nodes_[argument].next != argument + 3) return fail("doubtful star");
        } else if (is(Kind::op_star_star)) {
            const NodeId argument = open(Kind::dictionary_splat);
            take_token();
            expression();
            close(argument);
        } else {
            const NodeId argument = expression();
            if (is(Kind::op_eq) && kind_of(argument) == Kind::identifier) {
                wrap(argument, Kind::keyword_argument);
                set_field(argument + 1, Field::name);
                take_token();
                set_field(expression(), Field::value);
                close(argument);
            } else if (first && (is(Kind::kw_for) || is(Kind::kw_async))) {
                set_kind(id, Kind::generator_expression);
                set_field(argument, Field::body);
                comprehension_clauses();
                break;
            }
        }
        if (!is(Kind::op_comma)) break;
        take_token();
    }
    expect(Kind::op_rparen);
    close(id);
}

void Descent::subscripts() {
    Level level(*this);
    take_token();
    if (is(Kind::op_rbrack)) return fail("empty subscript");
    do {
        const NodeId id = here();
        if (!is(Kind::op_colon)) item_of_list();
        if (is(Kind::op_colon)) {
            if (nodes_.count() == id)
                open(Kind::slice);
            else
                wrap(id, Kind::slice);
            take_token();
            if (!is(Kind::op_comma) && !is(Kind::op_rbrack) && !is(Kind::op_colon)) expression();
            if (is(Kind::op_colon)) {
                take_token();
                if (!is(Kind::op_comma) && !is(Kind::op_rbrack)) expression();
            }
            close(id);
        }
        set_field(id, Field::subscript);
        if (!is(Kind::op_comma)) break;
        take_token();
    } while (!is(Kind::op_rbrack));
    expect(Kind::op_rbrack);
}

}  // namespace zen::descent
