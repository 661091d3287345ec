// How tightly Python's operators bind, and when an expression needs parentheses (Language Reference, 6.17).
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "syntax/tree.h"

namespace zen {

// From loosest to tightest. `open_tuple` is a tuple without parentheses.
enum Precedence : std::int8_t {
    no_expression = -1,
    open_tuple = 0,
    yield_level,
    walrus,
    lambda_level,
    conditional,
    or_level,
    and_level,
    not_level,
    comparison,
    bit_or,
    bit_xor,
    bit_and,
    shift,
    sum,
    product,
    unary,
    power,
    await_level,
    primary,
};

// How tightly the expression's own operator binds.
Precedence precedence(Node expression);
// How tightly an expression must bind to stand where this node stands, as it is, without parentheses.
Precedence required_precedence(Node place);
// Must an expression that binds as tightly as `own` have parentheses there? Where a bare tuple may stand (`x = 1, 2`,
// `return 1, 2`), a bare `:=` may not.
bool needs_parentheses(Precedence own, Precedence required);
// Is the place inside brackets, so that a line may end there?
bool inside_brackets(Node place);
// Does the expression's code break its line outside of all brackets of its own?
bool open_line_break(Node expression);

// The expression's code, parenthesized if that place asks for it.
std::string code_for(Node expression, Precedence required, bool bracketed);

}  // namespace zen
