#include "syntax/verdict/suspects.h"

#include <algorithm>
#include <array>

#include "syntax/innermost.h"
#include "syntax/verdict/argument_doubts.h"
#include "syntax/verdict/doubts.h"
#include "syntax/verdict/layout_doubts.h"
#include "syntax/verdict/literal_doubts.h"
#include "syntax/verdict/parameters.h"
#include "syntax/verdict/tokens.h"
#include "syntax/verdict/verdict.h"

namespace zen::verdict::doubts {
namespace {

constexpr auto in_doubt = [] {
    std::array<bool, kind_bound> out{};
    for (Kind k : {Kind::identifier,
                   Kind::integer,
                   Kind::float_,
                   Kind::op_lt_gt,
                   Kind::string,
                   Kind::concatenated_string,
                   Kind::interpolation,
                   Kind::line_continuation,
                   Kind::list_splat,
                   Kind::dictionary_splat,
                   Kind::keyword_argument,
                   Kind::argument_list,
                   Kind::dictionary,
                   Kind::dictionary_comprehension,
                   Kind::named_expression,
                   Kind::as_pattern,
                   Kind::print_statement,
                   Kind::exec_statement,
                   Kind::chevron,
                   Kind::assert_statement,
                   Kind::raise_statement,
                   Kind::delete_statement,
                   Kind::except_clause,
                   Kind::try_statement,
                   Kind::with_clause,
                   Kind::parameters,
                   Kind::lambda_parameters,
                   Kind::splat_type,
                   Kind::constrained_type,
                   Kind::member_type,
                   Kind::type_parameter,
                   Kind::import_statement,
                   Kind::import_from_statement,
                   Kind::future_import_statement,
                   Kind::type_alias_statement,
                   Kind::match_statement,
                   Kind::assignment,
                   Kind::augmented_assignment,
                   Kind::conditional_expression,
                   Kind::not_operator,
                   Kind::boolean_operator,
                   Kind::await,
                   Kind::yield,
                   Kind::for_in_clause,
                   Kind::if_clause,
                   Kind::block,
                   Kind::module,
                   Kind::elif_clause,
                   Kind::else_clause,
                   Kind::finally_clause,
                   Kind::decorated_definition,
                   Kind::with_item})
        out[static_cast<unsigned>(k)] = true;
    return out;
}();

void as_pattern(Doubts& d, NodeId id, const NodeRecord& n) {
    const Kind parent = d.parent_kind(n);
    if (parent != Kind::with_item && parent != Kind::except_clause) return d.suspect(id);
    const Node target = d.node(id).child(Field::alias).child(0u);
    const Kind k = target ? target.kind() : Kind::nothing;
    if (k == Kind::identifier) return;
    if (parent == Kind::with_item && (k == Kind::attribute || k == Kind::subscript)) return;
    d.suspect(id);
}

void raise(Doubts& d, NodeId id, const NodeRecord& n) {
    if (id + 2 < n.next && d.kind(id + 2) == Kind::kw_from) return d.suspect(id);
    for (Node c : d.node(id).children())
        if (c.is(Kind::expression_list)) return d.suspect(id);
}

bool deletable(const Doubts& d, Node target) {
    switch (target.kind()) {
        case Kind::identifier:
        case Kind::attribute:
        case Kind::subscript:
            return true;
        case Kind::expression_list:
            for (Node c : target.children())
                if (!deletable(d, c)) return false;
            return true;
        default:
            return false;
    }
}
void del(Doubts& d, NodeId id, const NodeRecord&) {
    for (Node c : d.node(id).children())
        if (!deletable(d, c)) return d.suspect(id);
}

void except_clause(Doubts& d, NodeId id) {
    for (NodeId c = id + 1; c < d.tree.nodes[id].next; c = d.tree.nodes[c].next)
        if (d.kind(c) == Kind::op_star || d.kind(c) == Kind::op_comma || d.kind(c) == Kind::list_splat)
            return d.suspect(id);
    const Node alias = d.node(id).child(Field::alias);
    if (alias && !alias.is(Kind::identifier)) d.suspect(id);
}

void try_statement(Doubts& d, NodeId id, const NodeRecord&) {
    bool handled = false, after = false, otherwise = false;
    for (Node c : d.node(id).children()) {
        handled = handled || c.is(Kind::except_clause);
        after = after || c.is(Kind::finally_clause);
        otherwise = otherwise || c.is(Kind::else_clause);
    }
    if ((!handled && !after) || (otherwise && !handled)) d.suspect(id);
}

void import_from(Doubts& d, NodeId id, const NodeRecord& n) {
    bool names = false;
    for (NodeId c = id + 1; c < n.next; c = d.tree.nodes[c].next) {
        if (d.kind(c) == Kind::kw_import) names = true;
        if (!names) continue;
        if (d.kind(c) == Kind::dotted_name && d.tree.nodes[c].next > c + 2) return d.suspect(id);
        if (d.kind(c) == Kind::aliased_import && d.tree.nodes[c + 1].next > c + 3) return d.suspect(id);
    }
    if (d.last_token(id) == Kind::op_comma) d.suspect(id);
}

// Looks at what stands on the right; is there an annotation?
bool right_side(Doubts& d, NodeId id) {
    const NodeId end = d.tree.nodes[id].next;
    bool annotated = false;
    for (NodeId c = id + 1; c < end; c = d.tree.nodes[c].next) {
        const NodeRecord& child = d.tree.nodes[c];
        if (child.field == Field::type) annotated = true;
        if (child.field != Field::right) continue;
        if (child.kind == Kind::assignment
                ? annotated || d.kind(id) == Kind::augmented_assignment
                : child.kind == Kind::augmented_assignment || child.kind == Kind::named_expression ||
                      child.kind == Kind::as_pattern || child.kind == Kind::pattern_list)
            d.suspect(id);
    }
    return annotated;
}

void assignment(Doubts& d, NodeId id, const NodeRecord& n) {
    // To the grammar of CPython, what is annotated in `(a).b: int` is `(a)`.
    if (right_side(d, id) &&
        (d.text[n.start] == '(' || !among(d.kind(id + 1), {Kind::identifier, Kind::attribute, Kind::subscript}) ||
         d.parent_kind(n) != Kind::expression_statement))
        d.suspect(id);
}

bool looser_with_item(Kind k) {
    return k == Kind::named_expression || k == Kind::list_splat;
}

void look(Doubts& d, NodeId id, const NodeRecord& n) {
    switch (n.kind) {
        case Kind::identifier:
            if (n.end - n.start == 5 && d.text[n.start] == 'a' &&
                (d.text.substr(n.start, 5) == "async" || d.text.substr(n.start, 5) == "await"))
                d.suspect(id);
            return;
        case Kind::integer:
        case Kind::float_:
            return number(d, id, n);
        case Kind::string:
            return string(d, id, n);
        case Kind::interpolation:
            return interpolation(d, id, n);
        case Kind::line_continuation:
            return continuation(d, id, n);
        case Kind::list_splat:
            return list_splat(d, id, n);
        case Kind::dictionary_splat:
            return dictionary_splat(d, id, n);
        case Kind::keyword_argument:
            return keyword_argument(d, id, n);
        case Kind::argument_list:
        case Kind::dictionary:
            if (id + 2 < n.next && d.kind(id + 2) == Kind::op_comma) d.suspect(id);
            return;
        case Kind::named_expression:
            if (!among(d.parent_kind(n),
                       {Kind::parenthesized_expression, Kind::argument_list, Kind::if_statement, Kind::elif_clause,
                        Kind::while_statement, Kind::list, Kind::set, Kind::tuple, Kind::list_comprehension,
                        Kind::generator_expression, Kind::set_comprehension, Kind::decorator}))
                d.suspect(id);
            return;
        case Kind::as_pattern:
            return as_pattern(d, id, n);
        case Kind::dictionary_comprehension:
            // `{**a: b for a in c}`, which the tree has as `{a: b for a in c}`
            if (d.text.substr(n.start, d.tree.nodes[id + 2].start - n.start).find("**") != d.text.npos) d.suspect(id);
            return;
        case Kind::concatenated_string:
            return concatenated(d, id);
        case Kind::raise_statement:
            return raise(d, id, n);
        case Kind::delete_statement:
            return del(d, id, n);
        case Kind::assert_statement: {
            int commas = 0;
            for (NodeId c = id + 1; c < n.next; c = d.tree.nodes[c].next) commas += d.kind(c) == Kind::op_comma;
            if (commas > 1) d.suspect(id);
            return;
        }
        case Kind::except_clause:
            except_clause(d, id);
            return clause(d, id, n);
        case Kind::elif_clause:
        case Kind::else_clause:
        case Kind::finally_clause:
            return clause(d, id, n);
        case Kind::try_statement:
            return try_statement(d, id, n);
        case Kind::with_clause:
            if (d.last_token(id) == Kind::op_comma) d.suspect(id);
            return;
        case Kind::with_item:
            if (id + 1 < n.next && d.kind(id + 1) != Kind::as_pattern && looser_with_item(d.kind(id + 1)))
                d.suspect(id);
            return;
        case Kind::parameters:
        case Kind::lambda_parameters:
            if (!parameters_hold(d.node(id))) d.suspect(id);
            return;
        case Kind::type_parameter:
            if (d.parent_kind(n) != Kind::generic_type) d.suspect(id);
            return;
        case Kind::import_statement:
            if (d.last_token(id) == Kind::op_comma) d.suspect(id);
            return;
        case Kind::import_from_statement:
        case Kind::future_import_statement:
            return import_from(d, id, n);
        case Kind::assignment:
            return assignment(d, id, n);
        case Kind::augmented_assignment:
            if (!among(d.kind(id + 1), {Kind::identifier, Kind::attribute, Kind::subscript}) ||
                d.parent_kind(n) != Kind::expression_statement)
                d.suspect(id);
            else
                right_side(d, id);
            return;
        case Kind::conditional_expression: {
            unsigned i = 0;
            for (Node c : d.node(id).children())
                if (i++ < 2 && loose(c.kind())) return d.suspect(id);
            return;
        }
        case Kind::not_operator:
        case Kind::boolean_operator:
            for (Node c : d.node(id).children())
                if (loose(c.kind())) return d.suspect(id);
            return;
        case Kind::await:
            for (Node c : d.node(id).children())
                if (among(c.kind(), {Kind::await, Kind::unary_operator, Kind::binary_operator, Kind::list_splat}))
                    return d.suspect(id);
            return;
        case Kind::yield:
            if (!among(d.parent_kind(n), {Kind::expression_statement, Kind::assignment, Kind::augmented_assignment,
                                          Kind::parenthesized_expression, Kind::interpolation}))
                d.suspect(id);
            return;
        case Kind::for_in_clause:
            if (d.has_comma(id)) return d.suspect(id);
            for (Node c : d.node(id).children())
                if (c.field() == Field::right && loose(c.kind())) return d.suspect(id);
            return;
        case Kind::if_clause:
            for (Node c : d.node(id).children())
                if (loose(c.kind())) return d.suspect(id);
            return;
        case Kind::block:
            return block(d, id, n);
        case Kind::module:
            return lines(d, id, n, 0);
        case Kind::decorated_definition:
            return decorated(d, id, n);
        default:  // statements of Python 2, match, and other things that are rare
            d.suspect(id);
    }
}

void odd_text(Doubts& d) {
    for (const OddPlace& odd : odd_places(d.text)) {
        const NodeId around = innermost(d.tree, odd.at).id();
        const bool string = among(d.kind(around), {Kind::string_content, Kind::escape_sequence, Kind::string,
                                                   Kind::escape_interpolation, Kind::op_backslash});
        if (odd.in_strings ? string : !string && d.kind(around) != Kind::comment)
            d.suspect(around, odd.layout ? Suspicion::blanks : Suspicion::code);
    }
}

// Brackets, blocks and f-strings that nest more deeply than CPython's tokenizer lets them.
void limits(Doubts& d) {
    const Tokens tokens = tokenize({d.text, 0, false, {}}, newest);
    if (tokens.mistake && tokens.mistake->message.starts_with("too many"))
        d.suspect(innermost(d.tree, tokens.mistake->span.start).id(), Suspicion::lines);
}

}  // namespace

}  // namespace zen::verdict::doubts

namespace zen::verdict {

std::vector<Suspicion> suspects(const zen::Tree& tree, bool deep, Gathered* gathered) {
    doubts::Doubts d{tree, tree.text, {}};
    const NodeRecord* nodes = tree.nodes.data();
    const auto count = static_cast<NodeId>(tree.nodes.size());
    const char* text = tree.text.data();
    // By kind: is it in doubt, is it wanted? An error's kind is one past the rest.
    std::array<std::uint8_t, 512> what{};
    static_assert(kind_bound < 512 && (static_cast<unsigned>(Kind::error) & 511) >= kind_bound);
    for (unsigned k = 0; k < kind_bound; ++k)
        what[k] = static_cast<std::uint8_t>((doubts::in_doubt[k] ? 1 : 0) | (gathered && gathered->kinds[k] ? 2 : 0));
    std::vector<NodeId>* wanted = gathered ? &gathered->nodes.emplace() : nullptr;
    for (NodeId id = 0; id < count; ++id) {
        const NodeRecord& n = nodes[id];
        const unsigned here = what[static_cast<unsigned>(n.kind) & 511];
        if (here == 0) continue;
        // Most of what is looked at is one of these, and sound.
        if (n.kind == Kind::identifier && (n.end - n.start != 5 || text[n.start] != 'a')) continue;
        if (n.kind == Kind::string && (text[n.start] == '"' || text[n.start] == '\'')) continue;
        if (here & 2) wanted->push_back(id);
        if (here & 1) doubts::look(d, id, n);
    }
    doubts::odd_text(d);
    if (deep) doubts::limits(d);
    std::ranges::sort(d.out, {}, &Suspicion::node);
    return std::move(d.out);
}

}  // namespace zen::verdict
