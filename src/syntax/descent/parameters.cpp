// Parameters of `def` and `lambda`.
#include "syntax/descent/descent.h"

namespace zen::descent {

void Descent::parameters(Kind closing) {
    const bool typed = closing == Kind::op_rparen;
    while (!is(closing)) {
        if (!separator(closing)) parameter(typed);
        if (!is(Kind::op_comma)) break;
        take_token();
    }
}

// `/`, or `*` with nothing behind it.
bool Descent::separator(Kind closing) {
    if (is(Kind::op_slash)) {
        const NodeId id = open(Kind::positional_separator);
        take_token();
        close(id);
        return true;
    }
    if (!is(Kind::op_star)) return false;
    const NodeId id = open(Kind::list_splat_pattern);
    take_token();
    if (is(Kind::op_comma) || is(closing))
        set_kind(id, Kind::keyword_separator);
    else
        name();
    close(id);
    if (closing == Kind::op_rparen && is(Kind::op_colon) && kind_of(id) == Kind::list_splat_pattern) {
        wrap(id, Kind::typed_parameter);
        take_token();
        type(Field::type);
        close(id);
    }
    return true;
}

void Descent::parameter(bool typed) {
    const NodeId id = here();
    if (is(Kind::op_star_star)) {
        open(Kind::dictionary_splat_pattern);
        take_token();
        name();
        close(id);
        if (typed && is(Kind::op_colon)) {
            wrap(id, Kind::typed_parameter);
            take_token();
            type(Field::type);
            close(id);
        }
        return;
    }
    if (is(Kind::op_lparen)) {  // Python 2
        parenthesized();
        if (failed_) return;
        to_pattern(id);
    } else {
        name();
        if (typed && is(Kind::op_colon)) {
            wrap(id, Kind::typed_parameter);
            take_token();
            type(Field::type);
            if (is(Kind::op_eq)) {
                set_kind(id, Kind::typed_default_parameter);
                set_field(id + 1, Field::name);
                take_token();
                set_field(expression(), Field::value);
            }
            return close(id);
        }
    }
    if (is(Kind::op_eq)) {
        wrap(id, Kind::default_parameter);
        set_field(id + 1, Field::name);
        take_token();
        set_field(expression(), Field::value);
        close(id);
    }
}

}  // namespace zen::descent
