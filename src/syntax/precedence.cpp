#include "syntax/precedence.h"
#include "text/formatted.h"

namespace zen {
namespace {

Precedence of_operator(Kind op) {
    switch (op) {
        case Kind::op_bar:
            return bit_or;
        case Kind::op_caret:
            return bit_xor;
        case Kind::op_amp:
            return bit_and;
        case Kind::op_lt_lt:
        case Kind::op_gt_gt:
            return shift;
        case Kind::op_plus:
        case Kind::op_minus:
            return sum;
        case Kind::op_star_star:
            return power;
        default:
            return product;
    }
}

Precedence tighter(Precedence p) {
    return static_cast<Precedence>(p + 1);
}

bool is_bracket_kind(Node n) {
    switch (n.kind()) {
        case Kind::parenthesized_expression:
        case Kind::argument_list:
        case Kind::parameters:
        case Kind::list:
        case Kind::set:
        case Kind::tuple:
        case Kind::dictionary:
        case Kind::list_comprehension:
        case Kind::set_comprehension:
        case Kind::dictionary_comprehension:
        case Kind::generator_expression:
            return true;
        default:
            return false;
    }
}

// Do the child's surroundings in the parent lie between brackets of the parent's own?
bool bracketed_by(Node parent, Node child) {
    if (is_bracket_kind(parent)) return true;
    return parent.is(Kind::subscript) && child.field() == Field::subscript;
}

}  // namespace

Precedence precedence(Node n) {
    switch (n.kind()) {
        case Kind::expression_list:
        case Kind::pattern_list:
            return open_tuple;
        case Kind::yield:
            return yield_level;
        case Kind::named_expression:
            return walrus;
        case Kind::lambda:
            return lambda_level;
        case Kind::conditional_expression:
            return conditional;
        case Kind::boolean_operator:
            return n.child(Field::operator_).is(Kind::kw_or) ? or_level : and_level;
        case Kind::not_operator:
            return not_level;
        case Kind::comparison_operator:
            return comparison;
        case Kind::list_splat:
        case Kind::dictionary_splat:
            return walrus;
        case Kind::binary_operator:
            return of_operator(n.child(Field::operator_).kind());
        case Kind::unary_operator:
            return unary;
        case Kind::await:
            return await_level;
        default:
            return primary;
    }
}

Precedence required_precedence(Node place) {
    Node parent = place.parent();
    switch (parent.kind()) {
        case Kind::boolean_operator:
            return parent.child(Field::operator_).is(Kind::kw_or) ? or_level : and_level;
        case Kind::not_operator:
            return not_level;
        case Kind::comparison_operator:
            return bit_or;
        case Kind::binary_operator: {
            Precedence own = of_operator(parent.child(Field::operator_).kind());
            bool left = place.field() == Field::left;
            if (own == power) return left ? await_level : unary;
            return left ? own : tighter(own);
        }
        case Kind::unary_operator:
            return unary;
        case Kind::await:
            return primary;
        case Kind::attribute:
            return place.field() == Field::object ? primary : walrus;
        case Kind::call:
            return place.field() == Field::function ? primary : walrus;
        case Kind::subscript:
            return place.field() == Field::value ? primary : place.field() == Field::subscript ? open_tuple : walrus;
        case Kind::conditional_expression:
            return place == parent.last_child() ? conditional : or_level;
        case Kind::lambda:
            return lambda_level;
        case Kind::list_splat:
        case Kind::dictionary_splat:
            return bit_or;
        case Kind::for_in_clause:
            return place.field() == Field::left ? open_tuple : or_level;
        case Kind::if_clause:
            return or_level;
        case Kind::keyword_argument:
        case Kind::default_parameter:
        case Kind::typed_default_parameter:
        case Kind::pair:
        case Kind::slice:
            return lambda_level;
        case Kind::assignment:
        case Kind::augmented_assignment:
            return place.field() == Field::right ? open_tuple : primary;
        case Kind::return_statement:
            return open_tuple;
        case Kind::for_statement:
            return open_tuple;
        case Kind::expression_statement:
            return open_tuple;
        case Kind::yield:
            for (Node token : parent.tokens())
                if (token.is(Kind::kw_from)) return lambda_level;
            return open_tuple;
        case Kind::with_item:
            return lambda_level;
        case Kind::as_pattern:
            return lambda_level;
        case Kind::interpolation:
            return lambda_level;
        case Kind::named_expression:
            return lambda_level;
        case Kind::parenthesized_expression:
            return yield_level;
        case Kind::expression_list:
            return lambda_level;
        case Kind::if_statement:
        case Kind::elif_clause:
        case Kind::while_statement:
        case Kind::match_statement:
            return walrus;
        default:
            return walrus;
    }
}

bool inside_brackets(Node place) {
    for (Node n = place; n && !is_statement(n.kind()); n = n.parent()) {
        Node parent = n.parent();
        if (parent.is(Kind::interpolation)) return true;
        if (bracketed_by(parent, n)) return true;
        if (is_function(parent.kind()) && n.field() == Field::body)
            return parent.is(Kind::lambda) && inside_brackets(parent);
    }
    return false;
}

bool open_line_break(Node expression) {
    if (expression.text().find('\n') == std::string_view::npos) return false;
    // Walk over the tokens; a line end between two of them counts unless a bracketing node covers both.
    const Tree& tree = expression.tree();
    std::string_view text = tree.text;
    NodeId end = expression.record().next;
    std::uint32_t at = expression.start();
    for (NodeId id = expression.id(); id < end;) {
        Node n(tree, id);
        if (text.substr(at, n.start() > at ? n.start() - at : 0).find('\n') != std::string_view::npos) return true;
        if (is_bracket_kind(n) || n.is(Kind::string) || n.is_leaf()) {
            at = n.end();
            id = n.record().next;
        } else if (n.is(Kind::subscript)) {
            // Only what stands before the bracket lies open.
            Node value = n.child(Field::value);
            if (open_line_break(value)) return true;
            at = n.end();
            id = n.record().next;
        } else {
            ++id;
        }
    }
    return false;
}

bool needs_parentheses(Precedence own, Precedence required) {
    return own < required || (own == walrus && required == open_tuple);
}

std::string code_for(Node expression, Precedence required, bool bracketed) {
    std::string code(expression.text());
    bool number = expression.is(Kind::integer) || expression.is(Kind::float_);
    bool wrap = needs_parentheses(precedence(expression), required) || (number && required == primary) ||
                (!bracketed && open_line_break(expression));
    // A generator's own parentheses are part of it, except as the sole argument of a call, where they are the call's.
    return wrap ? formatted("({})", code) : code;
}

}  // namespace zen
