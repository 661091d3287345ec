// Patterns against code: holes, runs of neighbours, and what does not count.
#include <algorithm>
#include <string>
#include <vector>

#include "engine/matching/conditions.h"
#include "engine/matching/match.h"
#include "engine/matching/vocabulary.h"

namespace zen {
namespace {

// How many statements a `$$gap` between two others may stand for: at module level no more than the incremental engine
// looks at around an edit.
constexpr unsigned longest_gap = 12, longest_module_gap = 2;

// `a, b` is one thing, whether it is a target or a value, in parentheses or not.
bool tuple_like(Kind kind) {
    return kind == Kind::tuple || kind == Kind::tuple_pattern || kind == Kind::pattern_list ||
           kind == Kind::expression_list;
}

bool same_kind(Kind a, Kind b) {
    return a == b || (tuple_like(a) && tuple_like(b));
}

bool definition(Kind kind) {
    return kind == Kind::function_definition || kind == Kind::class_definition;
}

bool is_docstring(Node statement) {
    Node value = statement.is(Kind::expression_statement) ? statement.child(0u) : Node();
    return value.is(Kind::string) || value.is(Kind::concatenated_string);
}

bool is_async(Node definition) {
    for (Node t : definition.tokens())
        if (t.is(Kind::kw_async)) return true;
    return false;
}

// What a hole for one node does not catch, since it is no value that could stand elsewhere.
bool no_value(Node t, bool exact) {
    switch (t.kind()) {
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
        default:
            return false;
    }
}

class Matcher {
  public:
    Matcher(Match& match, const PatternData& pattern)
        : match_(match),
          nodes_(RulePack::of(match.pack().pattern_nodes, pattern.nodes)),
          exact_(pattern.exact),
          left_out_(match.left_out) {}

    // Pattern node `p` against the code at `t`.
    bool one(std::uint32_t p, Node t) {
        const bool fit = fits(p, t);
        if (!fit && match_.mismatch) [[unlikely]]
            note(p, t);
        return fit;
    }

    bool fits(std::uint32_t p, Node t) {
        const PatternNode& want = nodes_[p];
        if (!exact_ && t.is(Kind::typed_parameter) && want.kind != Kind::typed_parameter) {
            t = t.child(0u);
            leave_out();
        }
        if (want.op == PatternNode::Op::gather) {
            if (!t.named() || no_value(t, exact_)) return false;
            if (want.hole != no_hole) match_.gather(want.hole, unparenthesized(t));
            return true;
        }
        if (want.op == PatternNode::Op::one) {
            if (!t.named() || no_value(t, exact_)) return false;
            if (want.kind == Kind::dotted_name) {  // of an import
                if (!t.is(Kind::dotted_name) && !(t.is(Kind::relative_import) && want.field == Field::module_name))
                    return false;
                if (t.has_children(1) && t.is(Kind::dotted_name)) t = t.child(0u);
            }
            Node core = t.is(Kind::expression_statement) && t.has_children(1) && want.kind != Kind::expression_statement
                            ? t
                            : unparenthesized(t);
            return capture(want.hole, {core.parent(), core.id(), core.record().next});
        }
        if (want.kind != Kind::parenthesized_expression) t = unparenthesized(t);
        switch (want.op) {
            case PatternNode::Op::free_name: {
                std::string_view name = match_.pack()[want.text];
                return (t.is(Kind::identifier) || t.is(Kind::attribute)) && match_.ask.means(t, name);
            }
            case PatternNode::Op::leaf:
                return t.is(want.kind) && t.text() == match_.pack()[want.text];
            case PatternNode::Op::any_token:
                return t.is(want.kind);
            case PatternNode::Op::literal:
                return literal(t, match_.pack()[want.text]) &&
                       capture(want.hole, {t.parent(), t.id(), t.record().next});
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
        // `f(x for x in y)` has no argument list of its own.
        if (want.kind == Kind::argument_list && t.is(Kind::generator_expression))
            return p + 2 == want.next && nodes_[p + 1].op == PatternNode::Op::one && one(p + 1, t);
        // … and `f((x for x in y))` says the same.
        if (want.kind == Kind::generator_expression && t.is(Kind::argument_list) && t.has_children(1))
            t = unparenthesized(t.child(0u));
        return same_kind(want.kind, t.kind()) && children(p + 1, want.next, t);
    }

    // The pattern's statements from `p` on, the first of them at `at` in the block `parent`; the last node it stands
    // for.
    bool statements(std::uint32_t p, Node parent, Node at, Node& last) {
        const auto end = static_cast<std::uint32_t>(nodes_.size());
        for (; p < end; p = nodes_[p].next) {
            if (nodes_[p].op == PatternNode::Op::run) return gap(p, parent, at, last);
            if (!at || !one(p, at)) return false;
            last = at;
            if (nodes_[p].next < end) at = at.next_sibling();
        }
        return true;
    }

    // What stands before the first statement, for a pattern that opens with a run.
    bool before(std::uint32_t p, Node parent, Node first) {
        if (parent.is(Kind::module)) return false;
        Node head = parent.child(0u);
        if (head == first) return capture(nodes_[p].hole, {parent, 0, 0});
        return capture(nodes_[p].hole, {parent, head.id(), first.previous_sibling().record().next});
    }

    // An `if` pattern against an arm of an `if`: its test and its statements.
    bool arm(Node t) { return parts(0, t); }

    // It fits: what was left out is known to the match.
    void settle() {
        match_.left_out = left_out_;
        match_.annotation = annotation_;
        match_.annotated = annotated_;
    }

  private:
    static bool same_prefix(std::string_view a, std::string_view b) {
        auto prefix = [](std::string_view s) { return s.substr(0, s.find_first_of("'\"")); };
        return std::ranges::equal(prefix(a), prefix(b), [](char x, char y) { return (x | 0x20) == (y | 0x20); });
    }

    // The deepest is met first.
    void note(std::uint32_t p, Node t) const {
        Mismatch& known = *match_.mismatch;
        if (!known.found || t.start() > known.found.start()) known = {t, &nodes_[p]};
    }

    // `"$x"`: a string literal, or several side by side, with these letters before the quotes; `r` and `u` do not
    // count.
    static bool literal(Node t, std::string_view prefix) {
        if (t.is(Kind::concatenated_string)) {
            for (Node part : t.children())
                if (!literal(part, prefix)) return false;
            return true;
        }
        if (!t.is(Kind::string)) return false;
        std::string letters;
        for (char c : t.child(0u).text()) {
            if (c == '"' || c == '\'') break;
            if (const char low = static_cast<char>(c | 0x20); low != 'r' && low != 'u') letters += low;
        }
        return letters == prefix;
    }

    void leave_out() { left_out_ = true; }

    // Of an assignment: `target` is its left side in the pattern.
    void leave_type_out(std::uint32_t target, Node type) {
        if (nodes_[target].op != PatternNode::Op::one || nodes_[target].hole == no_hole || annotation_)
            return leave_out();
        annotation_ = type;
        annotated_ = nodes_[target].hole;
    }

    static bool same(Node a, Node b) {
        a = unparenthesized(a), b = unparenthesized(b);
        if (!tuple_like(a.kind()) || !tuple_like(b.kind())) return same_code(a, b);
        auto as = a.children(), bs = b.children();
        return std::ranges::equal(as.list(), bs.list(), same);
    }

    bool capture(std::uint8_t hole, Run run) {
        if (hole == no_hole) return true;
        if (!match_.has(hole)) {
            match_.capture(hole, run);
            return true;
        }
        auto before = match_.run(hole).nodes(), now = run.nodes();
        auto x = before.begin(), y = now.begin();
        for (; x != before.end() && y != now.end(); ++x, ++y)
            if (!same(*x, *y)) return false;
        return x == before.end() && y == now.end();
    }

    // From here on, does what follows hold a run?
    bool run_among(std::uint32_t p, std::uint32_t end) const {
        for (; p < end; p = nodes_[p].next)
            if (nodes_[p].op == PatternNode::Op::run) return true;
        return false;
    }
    bool writes(std::uint32_t p, Field role) const {
        for (std::uint32_t q = p + 1; q < nodes_[p].next; q = nodes_[q].next)
            if (nodes_[q].field == role) return true;
        return false;
    }

    // The pattern's nodes from `p` to `end` against the children of `parent`.
    bool children(std::uint32_t p, std::uint32_t end, Node parent) {
        Node::Range tokens = parent.tokens();
        auto at = tokens.begin(), stop = tokens.end();
        const std::uint32_t left = p;
        bool untyped = !exact_ && parent.is(Kind::assignment) && p > 0 && !writes(p - 1, Field::type);
        auto skip = [&] {
            while (at != stop && (is_punctuation(*at) || (untyped && (*at).field() == Field::type))) {
                if (!is_punctuation(*at)) leave_type_out(left, *at);
                ++at;
            }
        };
        for (skip(); p < end; p = nodes_[p].next, skip()) {
            if (nodes_[p].op == PatternNode::Op::clauses) {
                Run rest{parent, 0, 0};
                for (; at != stop; ++at) {
                    if (!(*at).named()) continue;
                    if (rest.empty()) rest.first = (*at).id();
                    rest.end = (*at).record().next;
                }
                return capture(nodes_[p].hole, rest);
            }
            if (nodes_[p].op == PatternNode::Op::run) {
                std::vector<Node> rest;
                for (; at != stop; ++at)
                    if (!is_punctuation(*at)) rest.push_back(*at);
                return sequence(p, end, parent, rest, 0);
            }
            if (at == stop || !one(p, *at)) return false;
            ++at;
        }
        return at == stop;
    }

    // As children, from a run on. Of several runs, the earlier ones are as short as may be.
    bool sequence(std::uint32_t p, std::uint32_t end, Node parent, const std::vector<Node>& nodes, std::size_t at) {
        for (; p < end; p = nodes_[p].next) {
            if (nodes_[p].op != PatternNode::Op::run) {
                if (at == nodes.size() || !one(p, nodes[at])) return false;
                ++at;
                continue;
            }
            auto caught = [&](std::size_t stop) {
                if (stop == at) return Run{parent, 0, 0};
                return Run{parent, nodes[at].id(), nodes[stop - 1].record().next};
            };
            std::size_t after = 0;
            for (std::uint32_t q = nodes_[p].next; q < end; q = nodes_[q].next)
                after += nodes_[q].op != PatternNode::Op::run;
            if (nodes.size() - at < after) return false;
            if (!run_among(nodes_[p].next, end)) {
                std::size_t stop = nodes.size() - after;
                if (!capture(nodes_[p].hole, caught(stop))) return false;
                at = stop;
                continue;
            }
            for (std::size_t stop = at; stop + after <= nodes.size(); ++stop) {
                const unsigned known = match_.caught();
                if (capture(nodes_[p].hole, caught(stop)) && sequence(nodes_[p].next, end, parent, nodes, stop))
                    return true;
                match_.forget_since(known);
            }
            return false;
        }
        return at == nodes.size();
    }

    // Do the conditions hold that hang on nothing but what is caught already? They are asked again with the rest; here
    // they save trying what follows at one statement after the other.
    bool known_conditions_hold() {
        for (const Clause& clause : RulePack::of(match_.pack().clauses, match_.data().where)) {
            const Question& question = vocabulary()[clause.question];
            if (question.form != Question::Form::node || !question.of_node_alone ||
                clause.items != Clause::Items::given || clause.subjects.count == 0 ||
                clause.or_questions[0] != no_question || clause.codes.count != 0)
                continue;
            auto caught = [&](std::uint8_t hole) { return hole < most_holes && match_.has(hole); };
            if (std::ranges::all_of(RulePack::of(match_.pack().holes, clause.subjects), caught) &&
                !holds(match_, clause))
                return false;
        }
        return true;
    }

    // Can the statement not be the pattern's, by its kind and that of its expression?
    bool unlike(std::uint32_t p, Node statement) const {
        const PatternNode& want = nodes_[p];
        if (want.op != PatternNode::Op::node) return false;
        if (want.kind != Kind::expression_statement)
            return !statement.is(want.kind) && !statement.is(Kind::decorated_definition);
        if (!statement.is(Kind::expression_statement)) return true;
        if (p + 1 >= want.next || nodes_[p + 1].op != PatternNode::Op::node) return false;
        const Kind wanted = nodes_[p + 1].kind;
        const NodeRecord& first = statement.tree().nodes[statement.id() + 1];
        return wanted != first.kind && !tuple_like(wanted) && wanted != Kind::parenthesized_expression &&
               first.kind != Kind::parenthesized_expression && !(first.flags & NodeRecord::extra);
    }

    // A run among the statements of the pattern: to the end of the block when it is the last, else as short as may be.
    bool gap(std::uint32_t p, Node parent, Node at, Node& last) {
        if (!known_conditions_hold()) return false;
        const bool trailing = nodes_[p].next == nodes_.size();
        const NodeId first = at ? at.id() : 0;
        NodeId end = first;
        if (trailing) {
            if (parent.is(Kind::module)) return false;
            for (; at; at = at.next_sibling()) last = at, end = at.record().next;
            return capture(nodes_[p].hole, first == end ? Run{parent, 0, 0} : Run{parent, first, end});
        }
        unsigned most = parent.is(Kind::module) ? longest_module_gap : longest_gap;
        for (; at; at = at.next_sibling()) {
            if (!unlike(nodes_[p].next, at)) {
                const unsigned known = match_.caught();
                if (capture(nodes_[p].hole, first == end ? Run{parent, 0, 0} : Run{parent, first, end}) &&
                    statements(nodes_[p].next, parent, at, last))
                    return true;
                match_.forget_since(known);
            }
            if (most-- == 0) return false;
            end = at.record().next;
        }
        return false;
    }

    // A definition or parameter: each part that the pattern writes, by its role.
    bool parts(std::uint32_t p, Node t) {
        bool async = false;
        for (std::uint32_t q = p + 1; q < nodes_[p].next; q = nodes_[q].next) {
            if (nodes_[q].op == PatternNode::Op::any_token) {
                if (nodes_[q].kind != Kind::kw_async) continue;
                async = true;
                if (!is_async(t)) return false;
                continue;
            }
            Node part = t.child(nodes_[q].field);
            if (!part) {
                // `class $name($$bases)` and `lambda $$_: $x` stand for those without, too.
                std::uint32_t inner = q + 1;
                bool mere_run = inner + 1 == nodes_[q].next && nodes_[inner].op == PatternNode::Op::run;
                if (!mere_run || !capture(nodes_[inner].hole, {t, 0, 0})) return false;
                continue;
            }
            bool block = nodes_[q].field == Field::body && !t.is(Kind::lambda);  // a lambda's is an expression
            if (!(block ? body(q, part) : one(q, part))) return false;
        }
        if (t.is(Kind::class_definition) && t.child(Field::superclasses) && !writes(p, Field::superclasses))
            return false;
        if ((!async && is_async(t)) || (t.child(Field::return_type) && !writes(p, Field::return_type)) ||
            (t.child(Field::type_parameters) && !writes(p, Field::type_parameters)))
            leave_out();
        return true;
    }

    // The body of a definition: a docstring that the pattern does not write does not count.
    bool body(std::uint32_t p, Node block) {
        std::vector<Node> statements;
        for (Node c : block.children()) statements.push_back(c);
        std::uint32_t first = p + 1;
        bool written = first < nodes_[p].next &&
                       (nodes_[first].op == PatternNode::Op::run || nodes_[first].op == PatternNode::Op::one ||
                        (nodes_[first].kind == Kind::expression_statement && nodes_[first + 1].kind == Kind::string));
        if (!written && statements.size() > 1 && is_docstring(statements[0])) {
            statements.erase(statements.begin());
            leave_out();
        }
        return sequence(p + 1, nodes_[p].next, block, statements, 0);
    }

    // Each decorator that the pattern writes is one of the code's, in this order.
    bool decorated(std::uint32_t p, Node t) {
        std::size_t written = 0, there = 0;
        NodeId after = 0;
        for (Node c : t.children()) there += c.is(Kind::decorator);
        for (std::uint32_t q = p + 1; q < nodes_[p].next; q = nodes_[q].next) {
            if (nodes_[q].kind != Kind::decorator) {
                if (!one(q, t.child(Field::definition))) return false;
                continue;
            }
            ++written;
            bool found = false;
            for (Node c : t.children()) {
                if (!c.is(Kind::decorator) || c.id() <= after) continue;
                const unsigned known = match_.caught();
                if ((found = one(q, c))) {
                    after = c.id();
                    break;
                }
                match_.forget_since(known);
            }
            if (!found) return false;
        }
        if (there > written) leave_out();
        return true;
    }

    Match& match_;
    std::span<const PatternNode> nodes_;
    bool exact_, left_out_;
    Node annotation_;
    std::uint8_t annotated_ = no_hole;
};

}  // namespace

namespace {

using Several = PatternData::Several;

Kind joining(Several several) {
    switch (several) {
        case Several::by_or:
            return Kind::kw_or;
        case Several::by_and:
            return Kind::kw_and;
        case Several::by_plus:
            return Kind::op_plus;
        case Several::by_pipe:
            return Kind::op_bar;
        default:
            return Kind::nothing;
    }
}

bool joins(Node n, Kind sign) {
    return n.is_any({Kind::boolean_operator, Kind::binary_operator}) && n.child(Field::operator_).is(sign);
}

// `a or b or c` is `(a or b) or c`: its operands in order.
std::vector<Node> operands(Node top, Kind sign) {
    std::vector<Node> out;
    for (; joins(top, sign); top = top.child(Field::left)) out.push_back(top.child(Field::right));
    out.push_back(top);
    std::ranges::reverse(out);
    return out;
}

// The parts that the pattern is tried at, one after another, when the anchor is the first of them or holds them.
std::vector<Node> parts_of(Several several, Node anchor) {
    if (several == Several::as_arms) {
        std::vector<Node> out{anchor};
        for (Node n : anchor.children())
            if (n.is(Kind::elif_clause)) out.push_back(n);
        return out;
    }
    const Kind sign = joining(several);
    if (!joins(anchor, sign) || joins(anchor.parent(), sign)) return {};
    return operands(anchor, sign);
}

bool fits_part(const PatternData& pattern, Node part, Match& match) {
    if (pattern.several != Several::as_arms) return fits(pattern, part, match);
    const unsigned known = match.caught();
    if (Matcher(match, pattern).arm(part)) return true;
    match.forget_since(known);
    return false;
}

// The statement and those right after it that the pattern fits, if they are two or more. No others are looked at, so
// that a block costs as much as it is long.
bool match_statements(const PatternData& pattern, Node anchor, Match& match) {
    const std::size_t most = anchor.parent().is(Kind::module) ? longest_module_gap + 2 : SIZE_MAX;
    std::size_t count = 0, gathered = 0;
    Node last;
    for (Node n = anchor; n && count < most && fits(pattern, n, match); n = n.next_sibling())
        last = n, gathered = match.gathered(), ++count;
    match.gather_no_more_than(gathered);
    if (count < 2) {
        match.gather_no_more_than(0);
        return false;
    }
    match.at = anchor, match.last = last;
    match.span = {match.at.start(), match.last.end()};
    return true;
}

// The first two or more neighbours that the pattern fits, holes for one node being the same in all.
bool match_several(const PatternData& pattern, Node anchor, Match& match) {
    if (anchor.parent().is(Kind::expression_statement) && pattern.several == Several::as_statements)
        anchor = anchor.parent();
    // Only the first of them counts: those after it are part of its match.
    if (pattern.several == Several::as_statements && anchor.previous_sibling() &&
        looks_like(pattern, anchor.previous_sibling(), match)) {
        match.gather_no_more_than(0);
        const unsigned none = match.caught();
        bool same = fits(pattern, anchor.previous_sibling(), match) && fits(pattern, anchor, match);
        match.forget_since(none);
        match.gather_no_more_than(0);
        if (same) return false;
    }
    match.gather_no_more_than(0);
    if (pattern.several == Several::as_statements) return match_statements(pattern, anchor, match);
    const std::vector<Node> parts = parts_of(pattern.several, anchor);
    for (std::size_t first = 0; first + 1 < parts.size(); ++first) {
        const unsigned known = match.caught();
        std::size_t end = first, gathered = 0;
        while (end < parts.size() && fits_part(pattern, parts[end], match)) gathered = match.gathered(), ++end;
        match.gather_no_more_than(gathered);
        if (end - first > 1) {
            const bool all = first == 0 && end == parts.size();
            match.at = all ? anchor : parts[first];
            match.last = all ? anchor : parts[end - 1];
            match.span = {match.at.start(), match.last.end()};
            return true;
        }
        match.forget_since(known);
        match.gather_no_more_than(0);
        if (pattern.several == Several::as_arms) return false;
    }
    return false;
}

}  // namespace

bool matches(const PatternData& pattern, Node anchor, Match& match) {
    if (pattern.several != PatternData::Several::no) return match_several(pattern, anchor, match);
    auto nodes = RulePack::of(match.pack().pattern_nodes, pattern.nodes);
    if (pattern.statements > 1 && anchor.parent().is(Kind::decorated_definition)) anchor = anchor.parent();
    const bool leading = nodes[0].op == PatternNode::Op::run;
    Node first = anchor;
    for (std::uint32_t i = leading ? 1 : 0; i < pattern.anchor; ++i) first = first.previous_sibling();
    if (!first) return false;
    Matcher matcher(match, pattern);
    Node last = first, parent = first.parent();
    if (leading && !matcher.before(0, parent, first)) return false;
    if (!matcher.statements(leading ? nodes[0].next : 0, parent, first, last)) return false;
    if (leading) first = parent.child(0u);
    match.at = first;
    match.last = last;
    match.span = {first.start(), last.end()};
    matcher.settle();
    return true;
}

bool fits(const PatternData& pattern, Node node, Match& match) {
    auto nodes = RulePack::of(match.pack().pattern_nodes, pattern.nodes);
    if (node.is(Kind::expression_statement) && node.has_children(1) && nodes[0].kind != Kind::expression_statement)
        node = node.child(0u);
    const unsigned known = match.caught();
    if (Matcher(match, pattern).one(0, node)) return true;
    match.forget_since(known);
    return false;
}

bool looks_like(const PatternData& pattern, Node node, Match& match) {
    const unsigned known = match.caught();
    bool fit = fits(pattern, node, match);
    match.forget_since(known);
    return fit;
}

}  // namespace zen
