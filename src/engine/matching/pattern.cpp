// A pattern's nodes against the code's: holes, names, literals, and what does not count.
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "engine/matching/hole_text.h"
#include "engine/matching/matcher.h"
#include "engine/matching/quoted_annotations.h"

namespace zen {
namespace {

bool same_kind(Kind a, Kind b) {
    return a == b || (tuple_like(a) && tuple_like(b));
}

bool definition(Kind kind) {
    return kind == Kind::function_definition || kind == Kind::class_definition;
}

// What a hole for one node does not catch, since it is no value that could stand elsewhere.
bool no_value(Node t, Kind kind, bool exact) {
    switch (kind) {
        case Kind::keyword_argument:
        case Kind::list_splat:
        case Kind::dictionary_splat:
        case Kind::list_splat_pattern:
        case Kind::dictionary_splat_pattern:
            return true;
        case Kind::default_parameter:
        case Kind::typed_default_parameter:
        case Kind::keyword_separator:
        case Kind::positional_separator:
            return !exact;
        // The grammar reads `[*f(x)]` as a call of `*f`; no other value begins with a star.
        case Kind::call:
        case Kind::attribute:
        case Kind::subscript:
        case Kind::binary_operator:
        case Kind::comparison_operator:
        case Kind::boolean_operator:
        case Kind::conditional_expression:
            return t.tree().text[t.start()] == '*';
        default:
            return false;
    }
}

// Of a pattern of a `case` the expression or name that it is; `_`, and what is more than one node, is the pattern.
Node what_case_has(Node pattern) {
    const Node child = pattern.has_children(1) ? pattern.child(0u) : Node();
    if (!child || child.span() != pattern.span()) return pattern;
    return child.is(Kind::dotted_name) && child.has_children(1) ? child.child(0u) : child;
}

bool same_prefix(std::string_view a, std::string_view b) {
    auto prefix = [](std::string_view s) { return s.substr(0, s.find_first_of("'\"")); };
    return std::ranges::equal(prefix(a), prefix(b), [](char x, char y) { return (x | 0x20) == (y | 0x20); });
}

// `"$x"`: a string literal, or several side by side, with these letters before the quotes; `r` does not count, and `u`
// only where the pattern has it.
bool literal(Node t, std::string_view prefix) {
    if (t.is(Kind::concatenated_string)) {
        // One f-string among them makes an f-string of all.
        bool any = false;
        for (Node part : t.children()) {
            const bool same = literal(part, prefix);
            if (!same && ((prefix != "f" && prefix != "u") || !literal(part, "")) &&
                (prefix != "u" || !literal(part, "f")))
                return false;
            any = any || same;
        }
        return any;
    }
    if (!t.is(Kind::string)) return false;
    // It begins with its letters.
    const std::string_view code = t.tree().text;
    if (prefix == "u") return (code[t.start()] | 0x20) == 'u';
    std::size_t met = 0;
    for (std::size_t at = t.start(); code[at] != '"' && code[at] != '\''; ++at) {
        const char low = static_cast<char>(code[at] | 0x20);
        if (low == 'r' || low == 'u') continue;
        if (met == prefix.size() || prefix[met++] != low) return false;
    }
    return met == prefix.size();
}

// Does `for key, key in pairs` bind one name twice? Two holes there stand for two names.
bool repeats_name(Node targets) {
    if (!targets.is_any({Kind::pattern_list, Kind::tuple_pattern}) ||
        !(targets.has_children(2) || targets.has_children(3)))
        return false;
    for (Node a : targets.children())
        for (Node b = a.next_sibling(); b && a.is(Kind::identifier); b = b.next_sibling())
            if (b.is(Kind::identifier) && a.text() == b.text()) return true;
    return false;
}

// Kinds of which a pattern's node fits the same kind if the children fit, in their order.
const std::array<bool, 512> matched_by_children = [] {
    std::array<bool, 512> out{};
    out.fill(true);
    for (Kind kind : {Kind::lambda, Kind::function_definition, Kind::class_definition, Kind::decorated_definition,
                      Kind::default_parameter, Kind::with_clause, Kind::argument_list, Kind::tuple_pattern,
                      Kind::pattern_list, Kind::parenthesized_expression})
        out[static_cast<unsigned>(kind) & 511] = false;
    return out;
}();

}  // namespace

// `$x` against the code at `t`, which is of that kind.
bool Matcher::one_node(const PatternNode& want, Node t, Kind kind) {
    if (!t.named() || no_value(t, kind, exact_)) return false;
    if (want.kind == Kind::dotted_name) {  // of an import
        if (kind != Kind::dotted_name && !(kind == Kind::relative_import && want.field == Field::module_name))
            return false;
        if (kind == Kind::dotted_name && t.has_children(1)) t = t.child(0u);
    } else if (kind == Kind::case_pattern) {
        t = unparenthesized(what_case_has(t));
    } else if (kind == Kind::parenthesized_expression) {
        t = inside_parentheses(t);
    }
    if (want.hole == no_hole) return true;
    const NodeRecord& record = t.record();
    const Node parent = t.id() != 0 ? Node(t.tree(), record.parent) : Node();
    return capture(want.hole, {parent, t.id(), record.next});
}

// The name in the import `from module import name as alias` that binds the alias; none elsewhere.
static Node imported_as(const Model& model, Node alias, std::string_view name) {
    const Binding* b = model.binding(alias);
    const Node import = b ? Node(model.tree(), b->first_store).parent() : Node();
    const Node imported = import.is(Kind::aliased_import) ? import.child(Field::name) : Node();
    return imported.has_children(1) && imported.child(0u).text() == name ? imported.child(0u) : Node();
}

// `module.$name`, or a name that the file imports from the module. The hole is the name that the module has for it.
bool Matcher::member(const PatternNode& want, std::string_view module, Node t) {
    const Model& ask = match_.ask;
    if (t.is(Kind::attribute)) {
        const Node name = t.child(Field::attribute);
        return ask.means(t.child(Field::object), module) && capture(want.hole, {t, name.id(), name.record().next});
    }
    if (!t.is(Kind::identifier) || !ask.reference(t)) return false;
    const std::string path = ask.qualified(t);
    const std::size_t dot = path.rfind('.');
    if (dot == path.npos || !ask.leads_to(std::string_view(path).substr(0, dot), module)) return false;
    if (want.hole == no_hole) return true;
    const std::string_view last = std::string_view(path).substr(dot + 1);
    const Node name = t.text() == last ? t : imported_as(ask, t, last);
    return name && capture(want.hole, {name.parent(), name.id(), name.record().next});
}

// Most of what a pattern asks for: nodes, words and holes of which nothing may be passed over.
bool Matcher::fits(std::uint32_t p, Node t) {
    const PatternNode& want = nodes_[p];
    const Kind kind = t.kind();
    if (in_types_ || kind == Kind::typed_parameter || kind == Kind::as_pattern) return fits_with_care(p, t);
    if (want.op == PatternNode::Op::one) return one_node(want, t, kind);
    if (kind == Kind::parenthesized_expression) return fits_with_care(p, t);
    switch (want.op) {
        case PatternNode::Op::any_token:
            return kind == want.kind;
        case PatternNode::Op::leaf:
            return kind == want.kind && t.text() == match_.pack()[want.text];
        case PatternNode::Op::node:
            if (!kind_fits(want.kind, kind)) return false;  // most differ here
            if (kind == want.kind && matched_by_children[static_cast<unsigned>(kind) & 511])
                return children(p + 1, want.next, t);
            break;
        default:
            break;
    }
    return fits_with_care(p, t);
}

// What the rest asks for: parts by their roles, types, and what may stand for something else.
bool Matcher::fits_with_care(std::uint32_t p, Node t) {
    const PatternNode& want = nodes_[p];
    if (in_types_ && want.kind != Kind::type && t.is(Kind::type)) t = t.child(0u);
    Kind kind = t.kind();
    if (kind == Kind::typed_parameter && !exact_ && want.kind != Kind::typed_parameter) {
        t = t.child(0u);
        kind = t.kind();
        leave_out();
    }
    if (kind == Kind::as_pattern && p != 0 && !exact_ && want.kind != Kind::as_pattern &&
        t.parent().is(Kind::except_clause)) {
        t = t.child(0u);
        kind = t.kind();
        leave_out();
    }
    if (want.op == PatternNode::Op::one) return one_node(want, t, kind);
    if (want.op == PatternNode::Op::gather) {
        if (!t.named() || no_value(t, kind, exact_)) return false;
        if (want.hole != no_hole) match_.gather(want.hole, unparenthesized(t));
        return true;
    }
    if (kind == Kind::parenthesized_expression && want.kind != Kind::parenthesized_expression) {
        t = inside_parentheses(t);
        kind = t.kind();
    }
    if (want.op == PatternNode::Op::node && !kind_fits(want.kind, kind)) return false;  // most differ here
    switch (want.op) {
        case PatternNode::Op::free_name: {
            std::string_view name = match_.pack()[want.text];
            if (name.ends_with(any_member)) return member(want, name.substr(0, name.size() - any_member.size()), t);
            if (t.is(Kind::string) && !exact_ && quoted_name(match_.ask, t, name)) {
                leave_out();  // a rewrite would write it without the quotes, which may ask for it too early
                return true;
            }
            return (t.is(Kind::identifier) || t.is(Kind::attribute)) && match_.ask.means(t, name);
        }
        case PatternNode::Op::leaf:
            return t.is(want.kind) && t.text() == match_.pack()[want.text];
        case PatternNode::Op::any_token:
            return t.is(want.kind);
        case PatternNode::Op::literal:
            return literal(t, match_.pack()[want.text]) && capture(want.hole, {t.parent(), t.id(), t.record().next});
        case PatternNode::Op::comment:
            return t.is(Kind::comment) && capture(want.hole, {t.parent(), t.id(), t.record().next});
        case PatternNode::Op::string_start:
            return t.is(want.kind) && same_prefix(t.text(), match_.pack()[want.text]);
        default:
            break;
    }
    if (exact_) return t.is(want.kind) && children(p + 1, want.next, t);
    if (want.kind == Kind::lambda) return t.is(want.kind) && parts(p, t);
    if (definition(want.kind)) {
        if (t.is(Kind::decorated_definition)) {
            t = t.child(Field::definition);
            leave_out();
        }
        return t.is(want.kind) && parts(p, t);
    }
    if (want.kind == Kind::decorated_definition) return t.is(want.kind) && decorated(p, t);
    if (want.kind == Kind::default_parameter && t.is(Kind::typed_default_parameter)) {
        leave_out();
        return parts(p, t);
    }
    if (asking_ && want.kind == Kind::with_clause && t.is(Kind::with_clause)) return entered(p, t);
    // `f(x for x in y)` has no argument list of its own.
    if (want.kind == Kind::argument_list && t.is(Kind::generator_expression)) {
        Siblings only(match_);
        only.add(t);
        return sequence(p + 1, want.next, t.parent(), only, 0);
    }
    // … and `f((x for x in y))` says the same.
    if (want.kind == Kind::generator_expression && t.is(Kind::argument_list) && t.has_children(1))
        t = unparenthesized(t.child(0u));
    if (!same_kind(want.kind, t.kind())) {
        if ((want.kind != Kind::subscript && want.kind != Kind::binary_operator) ||
            kind_in_types(nodes_, p) != t.kind())
            return false;
        return as_type(p, t);
    }
    if (repeats_name(t)) return false;
    const unsigned known = match_.caught();
    if (children(p + 1, want.next, t)) return true;
    if (want.kind != Kind::argument_list || exact_) return false;
    match_.forget_since(known);
    return keywords_anywhere(p + 1, want.next, t);
}

// `List[int]` and `List[int] | None` as an annotation, where each part is a node of its own for a type.
bool Matcher::as_type(std::uint32_t p, Node t) {
    const bool before = std::exchange(in_types_, true);
    bool fit = false;
    if (t.is(Kind::union_type)) {
        const std::uint32_t left = p + 1, right = nodes_[left].next + 1;
        fit = t.has_children(2) && one(left, t.child(0u)) && one(right, t.child(1u));
    } else {
        Siblings arguments(match_);
        for (Node n : t.child(1u).children()) arguments.add(n);
        fit = one(p + 1, t.child(0u)) && sequence(nodes_[p + 1].next, nodes_[p].next, t.child(1u), arguments, 0);
    }
    in_types_ = before;
    return fit;
}

void Matcher::settle() {
    match_.left_out = left_out_;
    match_.annotation = annotation_;
    match_.annotated = annotated_;
}

// The deepest is met first.
void Matcher::note(std::uint32_t p, Node t) const {
    Mismatch& known = *match_.mismatch;
    if (!known.found || t.start() > known.found.start()) known = {t, &nodes_[p]};
}

// Of an assignment: `target` is its left side in the pattern.
void Matcher::leave_type_out(std::uint32_t target, Node type) {
    if (nodes_[target].op != PatternNode::Op::one || nodes_[target].hole == no_hole || annotation_) return leave_out();
    annotation_ = type;
    annotated_ = nodes_[target].hole;
}

bool Matcher::same(Node a, Node b) {
    a = unparenthesized(a), b = unparenthesized(b);
    if (!tuple_like(a.kind()) || !tuple_like(b.kind())) return same_code(a, b);
    auto as = a.children(), bs = b.children();
    return std::ranges::equal(as.list(), bs.list(), same);
}

// A hole catches once: what it is to catch again must be the same code.
bool Matcher::caught_before(std::uint8_t hole, Run run) const {
    // Nearly always both are one node, and of two kinds.
    const Run& caught = match_.run(hole);
    const Node a = caught.node(), b = run.node();
    auto may_stand_for_more = [](Kind kind) { return kind == Kind::parenthesized_expression || tuple_like(kind); };
    if (a && b && a.kind() != b.kind() && a.named() && b.named() && !a.extra() && !b.extra() &&
        !may_stand_for_more(a.kind()) && !may_stand_for_more(b.kind()))
        return false;
    auto before = match_.run(hole).nodes(), now = run.nodes();
    auto x = before.begin(), y = now.begin();
    for (; x != before.end() && y != now.end(); ++x, ++y)
        if (!same(*x, *y)) return false;
    return x == before.end() && y == now.end();
}

// What is said of a file as a whole is said at its first statement; of a file without one, at its start.
static Span first_line_of_code(Node file) {
    for (Node n : file.children()) {
        if (n.extra()) continue;
        const std::string_view code = n.text();
        return {n.start(), n.start() + static_cast<std::uint32_t>(code.substr(0, code.find('\n')).size())};
    }
    return {0, 0};
}

bool matches(const PatternData& pattern, Node anchor, Match& match) {
    match.between.clear();
    if (pattern.several != PatternData::Several::no) return matches_several(pattern, anchor, match);
    auto nodes = RulePack::of(match.pack().pattern_nodes, pattern.nodes);
    if (pattern.statements > 1 && anchor.parent().is(Kind::decorated_definition)) anchor = anchor.parent();
    // `name $x`
    if (pattern.head == Kind::identifier && nodes[0].op == PatternNode::Op::one &&
        (anchor.field() == Field::attribute ||
         (anchor.field() == Field::name && anchor.parent().is(Kind::keyword_argument))))
        return false;
    // Of several literals side by side, the row is the string.
    if ((nodes[0].op == PatternNode::Op::literal || nodes[0].kind == Kind::string) &&
        anchor.parent().is(Kind::concatenated_string))
        return false;
    if (pattern.head == Kind::module) {
        match.at = match.last = anchor;
        match.span = first_line_of_code(anchor);
        return true;
    }
    const bool leading = nodes[0].op == PatternNode::Op::run;
    Node first = anchor;
    for (std::uint32_t i = leading ? 1 : 0; i < pattern.anchor; ++i) first = first.previous_sibling();
    if (!first) return false;
    Matcher matcher(match, pattern);
    matcher.of_match();
    Node last = first;
    if (nodes[0].next == nodes.size() && !leading) {  // nearly always
        if (!matcher.one(0, first)) return false;
    } else {
        const Node parent = first.parent();
        if (leading && !matcher.before(0, parent, first)) return false;
        if (!matcher.statements(leading ? nodes[0].next : 0, parent, first, last)) return false;
        if (leading) first = parent.child(0u);
    }
    match.at = first;
    match.last = last;
    match.span = {first.start(), last.end()};
    // A comment behind a decorator is a part of it in the tree.
    if (last.is(Kind::decorator) && last.child(0u)) match.span.end = last.child(0u).end();
    matcher.settle();
    return true;
}

// `inner`: see fits_around; none where the code stands around nothing.
static bool fits(const PatternData& pattern, Node node, Node inner, Match& match) {
    auto nodes = RulePack::of(match.pack().pattern_nodes, pattern.nodes);
    if (node.is(Kind::expression_statement) && node.has_children(1) && nodes[0].kind != Kind::expression_statement)
        node = node.child(0u);
    if (!node.is(Kind::parenthesized_expression) && !kind_fits(wanted_kind(nodes[0]), node.kind()) && !match.mismatch)
        return false;
    const unsigned known = match.caught();
    Matcher matcher(match, pattern, static_cast<bool>(inner));
    if (matcher.one(0, node) && !(inner && matcher.in_unwritten_clause(inner))) return true;
    match.forget_since(known);
    return false;
}

bool fits(const PatternData& pattern, Node node, Match& match) {
    return fits(pattern, node, Node(), match);
}

bool fits_around(const PatternData& pattern, Node node, Node inner, Match& match) {
    return fits(pattern, node, inner, match);
}

bool looks_like(const PatternData& pattern, Node node, Match& match) {
    const unsigned known = match.caught();
    bool fit = fits(pattern, node, match);
    match.forget_since(known);
    return fit;
}

}  // namespace zen
