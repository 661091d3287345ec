// Patterns of `case`.
#include "syntax/descent/descent.h"

namespace zen::descent {

void Descent::case_pattern(Field field) {
    Level level(*this);
    const NodeId id = open(Kind::case_pattern);
    set_field(id, field);
    const NodeId inner = nodes_.count();
    if (is(Kind::identifier) && *skip_spaces(at_) == '=' && !is_word("_")) {
        open(Kind::keyword_pattern);
        name();
        expect(Kind::op_eq);
        simple_pattern(Field::none);
        close(inner);
    } else {
        simple_pattern(Field::none);
    }
    close(id);
    while (is(Kind::kw_as)) {
        // case_pattern(as_pattern(case_pattern(…) as name))
        wrap(id, Kind::case_pattern);
        set_field(id, field);
        set_field(id + 1, Field::none);
        wrap(id + 1, Kind::as_pattern);
        take_token();
        name();
        close(id + 1);
        close(id);
    }
}

void Descent::simple_pattern(Field field) {
    const NodeId id = here();
    closed_pattern();
    if (is(Kind::op_bar)) {
        wrap_siblings(id, Kind::union_pattern);
        while (is(Kind::op_bar)) {
            take_token();
            closed_pattern();
        }
        close(id);
    }
    // A number may be two nodes. After a failure a node may lack its end.
    if (field != Field::none)
        for (NodeId node = id; node < nodes_.count() && !failed_; node = nodes_[node].next)
            if (!(nodes_[node].flags & NodeRecord::extra)) set_field(node, field);
}

void Descent::closed_pattern() {
    switch (kind_) {
        case Kind::identifier:
            return class_or_value_pattern();
        case Kind::integer:
        case Kind::float_:
        case Kind::op_minus:
            return number_pattern();
        case Kind::string_start:
            return strings();
        case Kind::true_:
        case Kind::false_:
        case Kind::none:
            take_named();
            return;
        case Kind::op_lparen:
            return sequence_pattern(Kind::tuple_pattern, Kind::op_rparen);
        case Kind::op_lbrack:
            return sequence_pattern(Kind::list_pattern, Kind::op_rbrack);
        case Kind::op_lbrace:
            return dict_pattern();
        case Kind::op_star:
        case Kind::op_star_star:
            return splat_pattern();
        default:
            return fail("pattern expected");
    }
}

// `-1`, `1+2j`: the first is two nodes, the second one around its parts.
void Descent::number_pattern() {
    auto number = [this] {
        if (!is(Kind::integer) && !is(Kind::float_)) return fail("number expected");
        take_named();
    };
    const NodeId id = here();
    if (is(Kind::op_minus)) take_token();
    number();
    if (!is(Kind::op_plus) && !is(Kind::op_minus)) return;
    wrap_siblings(id, Kind::complex_pattern);
    take_token();
    number();
    close(id);
}

// A node around all the nodes from `id` on.
void Descent::wrap_siblings(NodeId id, Kind kind) {
    wrap(id, kind);
    for (NodeId node = nodes_[id + 1].next; node < nodes_.count() && !failed_; node = nodes_[node].next)
        nodes_[node].parent = id;
}

void Descent::class_or_value_pattern() {
    if (is_word("_")) {
        kind_ = Kind::kw__;
        take_token();
        return;
    }
    const NodeId id = here();
    dotted_name();
    if (!is(Kind::op_lparen)) return;
    Level level(*this);
    wrap(id, Kind::class_pattern);
    take_token();
    while (!is(Kind::op_rparen)) {
        case_pattern();
        if (!is(Kind::op_comma)) break;
        take_token();
    }
    expect(Kind::op_rparen);
    close(id);
}

void Descent::sequence_pattern(Kind kind, Kind closing) {
    const NodeId id = open(kind);
    take_token();
    while (!is(closing)) {
        case_pattern();
        if (!is(Kind::op_comma)) break;
        take_token();
    }
    expect(closing);
    close(id);
}

void Descent::dict_pattern() {
    const NodeId id = open(Kind::dict_pattern);
    take_token();
    while (!is(Kind::op_rbrace)) {
        if (is(Kind::op_star) || is(Kind::op_star_star)) {
            splat_pattern();
        } else {
            simple_pattern(Field::key);
            expect(Kind::op_colon);
            case_pattern(Field::value);
        }
        if (!is(Kind::op_comma)) break;
        take_token();
    }
    expect(Kind::op_rbrace);
    close(id);
}

void Descent::splat_pattern() {
    const NodeId id = open(Kind::splat_pattern);
    take_token();
    if (is_word("_")) {
        kind_ = Kind::kw__;
        take_token();
    } else {
        name();
    }
    close(id);
}

}  // namespace zen::descent
