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
    for (zen::Kind k : {zen::Kind::identifier,
                        zen::Kind::integer,
                        zen::Kind::float_,
                        zen::Kind::op_lt_gt,
                        zen::Kind::string,
                        zen::Kind::concatenated_string,
                        zen::Kind::interpolation,
                        zen::Kind::line_continuation,
                        zen::Kind::list_splat,
                        zen::Kind::dictionary_splat,
                        zen::Kind::keyword_argument,
                        zen::Kind::argument_list,
                        zen::Kind::dictionary,
                        zen::Kind::dictionary_comprehension,
                        zen::Kind::named_expression,
                        zen::Kind::as_pattern,
                        zen::Kind::print_statement,
                        zen::Kind::exec_statement,
                        zen::Kind::chevron,
                        zen::Kind::assert_statement,
                        zen::Kind::raise_statement,
                        zen::Kind::delete_statement,
                        zen::Kind::except_clause,
                        zen::Kind::try_statement,
                        zen::Kind::with_clause,
                        zen::Kind::parameters,
                        zen::Kind::lambda_parameters,
                        zen::Kind::splat_type,
                        zen::Kind::constrained_type,
                        zen::Kind::member_type,
                        zen::Kind::type_parameter,
                        zen::Kind::import_statement,
                        zen::Kind::import_from_statement,
                        zen::Kind::future_import_statement,
                        zen::Kind::type_alias_statement,
                        zen::Kind::match_statement,
                        zen::Kind::assignment,
                        zen::Kind::augmented_assignment,
                        zen::Kind::conditional_expression,
                        zen::Kind::not_operator,
                        zen::Kind::boolean_operator,
                        zen::Kind::await,
                        zen::Kind::yield,
                        zen::Kind::for_in_clause,
                        zen::Kind::if_clause,
                        zen::Kind::block,
                        zen::Kind::module,
                        zen::Kind::elif_clause,
                        zen::Kind::else_clause,
                        zen::Kind::finally_clause,
                        zen::Kind::decorated_definition,
                        zen::Kind::with_item})
        out[static_cast<unsigned>(k)] = true;
    return out;
}();

void as_pattern(Doubts& d, NodeId id, const NodeRecord& n) {
    const zen::Kind parent = d.parent_kind(n);
    if (parent != zen::Kind::with_item && parent != zen::Kind::except_clause) return d.suspect(id);
    const Node target = d.node(id).child(Field::alias).child(0u);
    const zen::Kind k = target ? target.kind() : zen::Kind::nothing;
    if (k == zen::Kind::identifier) return;
    if (parent == zen::Kind::with_item && (k == zen::Kind::attribute || k == zen::Kind::subscript)) return;
    d.suspect(id);
}

void raise(Doubts& d, NodeId id, const NodeRecord& n) {
    if (id + 2 < n.next && d.kind(id + 2) == zen::Kind::kw_from) return d.suspect(id);
    for (Node c : d.node(id).children())
        if (c.is(zen::Kind::expression_list)) return d.suspect(id);
}

bool deletable(const Doubts& d, Node target) {
    switch (target.kind()) {
        case zen::Kind::identifier:
        case zen::Kind::attribute:
        case zen::Kind::subscript:
            return true;
        case zen::Kind::expression_list:
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
        if (d.kind(c) == zen::Kind::op_star || d.kind(c) == zen::Kind::op_comma || d.kind(c) == zen::Kind::list_splat)
            return d.suspect(id);
    const Node alias = d.node(id).child(Field::alias);
    if (alias && !alias.is(zen::Kind::identifier)) d.suspect(id);
}

void try_statement(Doubts& d, NodeId id, const NodeRecord&) {
    bool handled = false, after = false, otherwise = false;
    for (Node c : d.node(id).children()) {
        handled = handled || c.is(zen::Kind::except_clause);
        after = after || c.is(zen::Kind::finally_clause);
        otherwise = otherwise || c.is(zen::Kind::else_clause);
    }
    if ((!handled && !after) || (otherwise && !handled)) d.suspect(id);
}

void import_from(Doubts& d, NodeId id, const NodeRecord& n) {
    bool names = false;
    for (NodeId c = id + 1; c < n.next; c = d.tree.nodes[c].next) {
        if (d.kind(c) == zen::Kind::kw_import) names = true;
        if (!names) continue;
        if (d.kind(c) == zen::Kind::dotted_name && d.tree.nodes[c].next > c + 2) return d.suspect(id);
        if (d.kind(c) == zen::Kind::aliased_import && d.tree.nodes[c + 1].next > c + 3) return d.suspect(id);
    }
    if (d.last_token(id) == zen::Kind::op_comma) d.suspect(id);
}

// Looks at what stands on the right; is there an annotation?
bool right_side(Doubts& d, NodeId id) {
    const NodeId end = d.tree.nodes[id].next;
    bool annotated = false;
    for (NodeId c = id + 1; c < end; c = d.tree.nodes[c].next) {
        const NodeRecord& child = d.tree.nodes[c];
        if (child.field == Field::type) annotated = true;
        if (child.field != Field::right) continue;
        if (child.kind == zen::Kind::assignment
                ? annotated || d.kind(id) == zen::Kind::augmented_assignment
                : child.kind == zen::Kind::augmented_assignment || child.kind == zen::Kind::named_expression ||
                      child.kind == zen::Kind::as_pattern || child.kind == zen::Kind::pattern_list)
            d.suspect(id);
    }
    return annotated;
}

void assignment(Doubts& d, NodeId id, const NodeRecord& n) {
    // To the grammar of CPython, what is annotated in `(a).b: int` is `(a)`.
    if (right_side(d, id) &&
        (d.text[n.start] == '(' ||
         !among(d.kind(id + 1), {zen::Kind::identifier, zen::Kind::attribute, zen::Kind::subscript}) ||
         d.parent_kind(n) != zen::Kind::expression_statement))
        d.suspect(id);
}

bool looser_with_item(zen::Kind k) {
    return k == zen::Kind::named_expression || k == zen::Kind::list_splat;
}

void look(Doubts& d, NodeId id, const NodeRecord& n) {
    switch (n.kind) {
        case zen::Kind::identifier:
            if (n.end - n.start == 5 && d.text[n.start] == 'a' &&
                (d.text.substr(n.start, 5) == "async" || d.text.substr(n.start, 5) == "await"))
                d.suspect(id);
            return;
        case zen::Kind::integer:
        case zen::Kind::float_:
            return number(d, id, n);
        case zen::Kind::string:
            return string(d, id, n);
        case zen::Kind::interpolation:
            return interpolation(d, id, n);
        case zen::Kind::line_continuation:
            return continuation(d, id, n);
        case zen::Kind::list_splat:
            return list_splat(d, id, n);
        case zen::Kind::dictionary_splat:
            return dictionary_splat(d, id, n);
        case zen::Kind::keyword_argument:
            return keyword_argument(d, id, n);
        case zen::Kind::argument_list:
        case zen::Kind::dictionary:
            if (id + 2 < n.next && d.kind(id + 2) == zen::Kind::op_comma) d.suspect(id);
            return;
        case zen::Kind::named_expression:
            if (!among(d.parent_kind(n),
                       {zen::Kind::parenthesized_expression, zen::Kind::argument_list, zen::Kind::if_statement,
                        zen::Kind::elif_clause, zen::Kind::while_statement, zen::Kind::list, zen::Kind::set,
                        zen::Kind::tuple, zen::Kind::list_comprehension, zen::Kind::generator_expression,
                        zen::Kind::set_comprehension, zen::Kind::decorator}))
                d.suspect(id);
            return;
        case zen::Kind::as_pattern:
            return as_pattern(d, id, n);
        case zen::Kind::dictionary_comprehension:
            // `{**a: b for a in c}`, which the tree has as `{a: b for a in c}`
            if (d.text.substr(n.start, d.tree.nodes[id + 2].start - n.start).find("**") != d.text.npos) d.suspect(id);
            return;
        case zen::Kind::concatenated_string:
            return concatenated(d, id);
        case zen::Kind::raise_statement:
            return raise(d, id, n);
        case zen::Kind::delete_statement:
            return del(d, id, n);
        case zen::Kind::assert_statement: {
            int commas = 0;
            for (NodeId c = id + 1; c < n.next; c = d.tree.nodes[c].next) commas += d.kind(c) == zen::Kind::op_comma;
            if (commas > 1) d.suspect(id);
            return;
        }
        case zen::Kind::except_clause:
            except_clause(d, id);
            return clause(d, id, n);
        case zen::Kind::elif_clause:
        case zen::Kind::else_clause:
        case zen::Kind::finally_clause:
            return clause(d, id, n);
        case zen::Kind::try_statement:
            return try_statement(d, id, n);
        case zen::Kind::with_clause:
            if (d.last_token(id) == zen::Kind::op_comma) d.suspect(id);
            return;
        case zen::Kind::with_item:
            if (id + 1 < n.next && d.kind(id + 1) != zen::Kind::as_pattern && looser_with_item(d.kind(id + 1)))
                d.suspect(id);
            return;
        case zen::Kind::parameters:
        case zen::Kind::lambda_parameters:
            if (!parameters_hold(d.node(id))) d.suspect(id);
            return;
        case zen::Kind::type_parameter:
            if (d.parent_kind(n) != zen::Kind::generic_type) d.suspect(id);
            return;
        case zen::Kind::import_statement:
            if (d.last_token(id) == zen::Kind::op_comma) d.suspect(id);
            return;
        case zen::Kind::import_from_statement:
        case zen::Kind::future_import_statement:
            return import_from(d, id, n);
        case zen::Kind::assignment:
            return assignment(d, id, n);
        case zen::Kind::augmented_assignment:
            if (!among(d.kind(id + 1), {zen::Kind::identifier, zen::Kind::attribute, zen::Kind::subscript}) ||
                d.parent_kind(n) != zen::Kind::expression_statement)
                d.suspect(id);
            else
                right_side(d, id);
            return;
        case zen::Kind::conditional_expression: {
            unsigned i = 0;
            for (Node c : d.node(id).children())
                if (i++ < 2 && loose(c.kind())) return d.suspect(id);
            return;
        }
        case zen::Kind::not_operator:
        case zen::Kind::boolean_operator:
            for (Node c : d.node(id).children())
                if (loose(c.kind())) return d.suspect(id);
            return;
        case zen::Kind::await:
            for (Node c : d.node(id).children())
                if (among(c.kind(), {zen::Kind::await, zen::Kind::unary_operator, zen::Kind::binary_operator,
                                     zen::Kind::list_splat}))
                    return d.suspect(id);
            return;
        case zen::Kind::yield:
            if (!among(d.parent_kind(n),
                       {zen::Kind::expression_statement, zen::Kind::assignment, zen::Kind::augmented_assignment,
                        zen::Kind::parenthesized_expression, zen::Kind::interpolation}))
                d.suspect(id);
            return;
        case zen::Kind::for_in_clause:
            if (d.has_comma(id)) return d.suspect(id);
            for (Node c : d.node(id).children())
                if (c.field() == Field::right && loose(c.kind())) return d.suspect(id);
            return;
        case zen::Kind::if_clause:
            for (Node c : d.node(id).children())
                if (loose(c.kind())) return d.suspect(id);
            return;
        case zen::Kind::block:
            return block(d, id, n);
        case zen::Kind::module:
            return lines(d, id, n, 0);
        case zen::Kind::decorated_definition:
            return decorated(d, id, n);
        default:  // statements of Python 2, match, and other things that are rare
            d.suspect(id);
    }
}

void odd_text(Doubts& d) {
    for (const OddPlace& odd : odd_places(d.text)) {
        const NodeId around = innermost(d.tree, odd.at).id();
        const bool string =
            among(d.kind(around), {zen::Kind::string_content, zen::Kind::escape_sequence, zen::Kind::string,
                                   zen::Kind::escape_interpolation, zen::Kind::op_backslash});
        if (odd.in_strings ? string : !string && d.kind(around) != zen::Kind::comment)
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
    static_assert(kind_bound < 512 && (static_cast<unsigned>(zen::Kind::error) & 511) >= kind_bound);
    for (unsigned k = 0; k < kind_bound; ++k)
        what[k] = static_cast<std::uint8_t>((doubts::in_doubt[k] ? 1 : 0) | (gathered && gathered->kinds[k] ? 2 : 0));
    std::vector<NodeId>* wanted = gathered ? &gathered->nodes.emplace() : nullptr;
    for (NodeId id = 0; id < count; ++id) {
        const NodeRecord& n = nodes[id];
        const unsigned here = what[static_cast<unsigned>(n.kind) & 511];
        if (here == 0) continue;
        // Most of what is looked at is one of these, and sound.
        if (n.kind == zen::Kind::identifier && (n.end - n.start != 5 || text[n.start] != 'a')) continue;
        if (n.kind == zen::Kind::string && (text[n.start] == '"' || text[n.start] == '\'')) continue;
        if (here & 2) wanted->push_back(id);
        if (here & 1) doubts::look(d, id, n);
    }
    doubts::odd_text(d);
    if (deep) doubts::limits(d);
    std::ranges::sort(d.out, {}, &Suspicion::node);
    return std::move(d.out);
}

}  // namespace zen::verdict
