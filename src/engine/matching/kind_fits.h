// What kinds of nodes a pattern's node may fit: for most of the code that is all there is to ask.
#pragma once
#include <array>
#include <cstddef>
#include <span>

#include "engine/matching/pack.h"
#include "syntax/tree.h"

namespace zen {

// Is the token of that kind punctuation in a node of the kind `parent`? As is_punctuation(), looked up: each token of
// the code is asked for again and again.
inline const std::array<bool, 512> punctuation_kinds = [] {
    std::array<bool, 512> out{};
    for (std::size_t kind = 0; kind < kind_bound; ++kind)
        out[kind] = is_punctuation(static_cast<Kind>(kind), [] { return Kind::nothing; });
    return out;
}();
inline bool is_punctuation_in(Kind parent, Kind token) {
    static_assert(kind_bound < 512);
    if (!punctuation_kinds[static_cast<unsigned>(token) & 511]) return false;
    return !(token == Kind::op_colon && parent == Kind::slice) &&
           !(token == Kind::op_eq && parent == Kind::interpolation);
}

// Kinds past the last one. (Their lowest nine bits are no kind's, either.)
inline constexpr Kind no_child = static_cast<Kind>(0xfffe), some_child = static_cast<Kind>(0xfffd);
static_assert(kind_bound <= (0xfffd & 511));

// `a, b` is one thing, whether it is a target or a value, in parentheses or not.
constexpr bool tuple_like(Kind kind) {
    return kind == Kind::tuple || kind == Kind::tuple_pattern || kind == Kind::pattern_list ||
           kind == Kind::expression_list;
}

// The kind that a node must have for the pattern's node to fit there; Kind::nothing: any, or no node at all.
constexpr Kind wanted_kind(const PatternNode& p) {
    using Op = PatternNode::Op;
    switch (p.op) {
        case Op::free_name:
            return Kind::identifier;
        case Op::one:
        case Op::gather:
        case Op::literal:  // or several side by side
            return some_child;
        case Op::run:
        case Op::clauses:
            return Kind::nothing;
        default:
            return p.kind == Kind::parenthesized_expression ? some_child : p.kind;
    }
}

// The kind of node that the grammar has for such code where it is an annotation: of `List[int]`, and of
// `List[int] | None`, which begins with one. Kind::nothing: the same as elsewhere, or no type.
constexpr Kind kind_in_types(std::span<const PatternNode> nodes, std::uint32_t at) {
    using Op = PatternNode::Op;
    const PatternNode& p = nodes[at];
    if (p.op != Op::node || at + 1 >= p.next) return Kind::nothing;
    if (p.kind == Kind::subscript) return nodes[at + 1].op == Op::free_name ? Kind::generic_type : Kind::nothing;
    if (p.kind != Kind::binary_operator) return Kind::nothing;
    const std::uint32_t sign = nodes[at + 1].next, right = sign + 1;
    if (right >= p.next || nodes[sign].kind != Kind::op_bar) return Kind::nothing;
    const bool named = nodes[at + 1].op != Op::one || nodes[right].op != Op::one;
    return named ? Kind::union_type : Kind::nothing;
}

// May a node of the kind `found`, which stands in no parentheses, fit where `wanted` is asked for? As in matches().
constexpr bool kind_fits(Kind wanted, Kind found) {
    if (wanted == Kind::nothing || wanted == found) return true;
    if (found == no_child) return false;
    // Of `except E as e`, the name may be left out.
    if (wanted == some_child || found == Kind::typed_parameter || found == Kind::as_pattern) return true;
    switch (wanted) {
        case Kind::identifier:  // a dotted name
            return found == Kind::attribute;
        case Kind::argument_list:
            return found == Kind::generator_expression;
        case Kind::generator_expression:  // in parentheses of its own
            return found == Kind::argument_list;
        case Kind::default_parameter:
            return found == Kind::typed_default_parameter;
        case Kind::function_definition:
        case Kind::class_definition:
            return found == Kind::decorated_definition;
        case Kind::subscript:
            return found == Kind::generic_type;
        case Kind::binary_operator:
            return found == Kind::union_type;
        default:
            return tuple_like(wanted) && tuple_like(found);
    }
}

}  // namespace zen
