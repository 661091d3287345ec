// Runs of neighbours: `$$rest` among children, and among the statements of a block.
#include <algorithm>
#include <utility>

#include "engine/matching/conditions.h"
#include "engine/matching/matcher.h"
#include "engine/matching/vocabulary.h"

namespace zen {

bool Matcher::statements(std::uint32_t p, Node parent, Node at, Node& last) {
    const auto end = static_cast<std::uint32_t>(nodes_.size());
    for (; p < end; p = nodes_[p].next) {
        if (nodes_[p].op == PatternNode::Op::run) return gap(p, parent, at, last);
        if (!at || !one(p, at)) return false;
        last = at;
        if (nodes_[p].next < end) at = at.next_sibling();
    }
    return true;
}

bool Matcher::before(std::uint32_t p, Node parent, Node first) {
    if (parent.is(Kind::module)) return false;
    Node head = parent.child(0u);
    if (head == first) return capture(nodes_[p].hole, {parent, 0, 0});
    return capture(nodes_[p].hole, {parent, head.id(), first.previous_sibling().record().next});
}

// From here on, does what follows hold a run?
bool Matcher::run_among(std::uint32_t p, std::uint32_t end) const {
    for (; p < end; p = nodes_[p].next)
        if (nodes_[p].op == PatternNode::Op::run) return true;
    return false;
}

// Is there just one run?
bool Matcher::is_run(std::uint32_t p, std::uint32_t end) const {
    return p < end && nodes_[p].op == PatternNode::Op::run && nodes_[p].next == end;
}

// `a, b` as the subject of a `match` or the pattern of a `case` is one thing, and has no node of its own: from its
// first item, a run to the last one.
static Run bare_tuple(Node first) {
    Run out{first.parent(), first.id(), first.record().next};
    auto another = [&](Node n) {
        return first.field() == Field::subject ? n.field() == Field::subject
                                               : n.is(Kind::case_pattern) && first.is(Kind::case_pattern);
    };
    for (Node n = first.next_sibling(); another(n); n = n.next_sibling()) out.end = n.record().next;
    return out;
}

// `a,`, a tuple of one?
static bool comma_follows(Node n) {
    const std::string_view text = n.tree().text;
    const std::size_t next = text.find_first_not_of(" \t", n.end());
    return next != text.npos && text[next] == ',';
}

static bool opens_clause(Kind kind) {
    return kind == Kind::elif_clause || kind == Kind::else_clause || kind == Kind::except_clause ||
           kind == Kind::finally_clause;
}

// The message of an `assert`, and what a `raise` is from, do not count where the pattern has none.
static bool unwritten_part(Kind statement, Kind next) {
    return statement == Kind::assert_statement || (statement == Kind::raise_statement && next == Kind::kw_from);
}

// The pattern's nodes from `p` to `end` against the children of `parent`. This is where most of a match's time goes, so
// what few nodes need is done elsewhere.
bool Matcher::children(std::uint32_t p, std::uint32_t end, Node parent) {
    const Kind kind = parent.kind();
    const NodeRecord* const nodes = parent.tree().nodes.data();
    NodeId at = parent.id() + 1;
    const NodeId stop = parent.record().next;
    if (asking_ || (!exact_ && (kind == Kind::match_statement || kind == Kind::case_clause ||
                                (kind == Kind::assignment && nodes[nodes[at].next].kind != Kind::op_eq))))
        return children_with_care(p, end, parent);
    std::uint64_t steps = 0;
    bool fit = false;
    for (;; p = nodes_[p].next) {
        for (; at < stop && ((nodes[at].flags & NodeRecord::extra) || is_punctuation_in(kind, nodes[at].kind)); ++steps)
            at = nodes[at].next;
        if (p >= end) {
            fit = at >= stop;
            if (!fit && !exact_ && unwritten_part(kind, nodes[at].kind)) leave_out(), fit = true;
            break;
        }
        if (nodes_[p].op == PatternNode::Op::run || nodes_[p].op == PatternNode::Op::clauses) {
            fit = children_from_run(p, end, parent, at);
            break;
        }
        if (at >= stop || !one(p, Node(parent.tree(), at))) break;
        at = nodes[at].next;
        ++steps;
    }
    steps_walked += steps;
    return fit;
}

// From a run on, the first node of which may be `at`.
bool Matcher::children_from_run(std::uint32_t p, std::uint32_t end, Node parent, NodeId at) {
    const Tree& tree = parent.tree();
    const NodeId stop = parent.record().next;
    const Kind kind = parent.kind();
    const bool clauses = nodes_[p].op == PatternNode::Op::clauses;
    auto counts = [&](const NodeRecord& n) {
        return !(n.flags & NodeRecord::extra) &&
               (clauses ? (n.flags & NodeRecord::named) != 0 : !is_punctuation_in(kind, n.kind));
    };
    std::uint64_t steps = 0;
    if (clauses || is_run(p, end)) {
        Run rest{parent, 0, 0};
        for (; at < stop; at = tree.nodes[at].next, ++steps) {
            const NodeRecord& n = tree.nodes[at];
            if (!counts(n)) continue;
            if (rest.empty()) rest.first = at;
            rest.end = n.next;
        }
        steps_walked += steps;
        return capture(nodes_[p].hole, rest);
    }
    Siblings rest(match_);
    for (; at < stop; at = tree.nodes[at].next, ++steps)
        if (counts(tree.nodes[at])) rest.add(Node(tree, at));
    steps_walked += steps;
    return sequence(p, end, parent, rest, 0);
}

// Children where types, `async` or clauses may be passed over, and where `a, b` is one thing without a node.
bool Matcher::children_with_care(std::uint32_t p, std::uint32_t end, Node parent) {
    const Tree& tree = parent.tree();
    const std::vector<NodeRecord>& nodes = tree.nodes;
    const Kind kind = parent.kind();
    NodeId at = parent.id() + 1;
    const NodeId stop = parent.record().next;
    const std::uint32_t left = p;
    const bool untyped = !exact_ && kind == Kind::assignment && p > 0 && !writes(p - 1, Field::type);
    auto step = [&] {
        ++steps_walked;
        at = nodes[at].next;
    };
    auto skip = [&] {
        for (; at < stop; step()) {
            const NodeRecord& n = nodes[at];
            if ((n.flags & NodeRecord::extra) || is_punctuation_in(kind, n.kind)) continue;
            if (!untyped || n.field != Field::type) return;
            leave_type_out(left, Node(tree, at));
        }
    };
    if (asking_ && at < stop && nodes[at].kind == Kind::kw_async && p < end && nodes_[p].kind != Kind::kw_async &&
        (kind == Kind::with_statement || kind == Kind::for_statement || kind == Kind::for_in_clause))
        step();
    const bool cases = !exact_ && (kind == Kind::match_statement || kind == Kind::case_clause);
    for (skip(); p < end; p = nodes_[p].next, skip()) {
        const PatternNode& want = nodes_[p];
        if (want.op == PatternNode::Op::run || want.op == PatternNode::Op::clauses) {
            const bool clauses = want.op == PatternNode::Op::clauses;
            if (clauses && asking_ && want.kind == Kind::nothing) unwritten_ = {at, stop};  // `try: $$_`
            return children_from_run(p, end, parent, at);
        }
        if (cases && want.op == PatternNode::Op::one && at < stop) {
            const Run all = bare_tuple(Node(tree, at));
            if (nodes[at].next == all.end && comma_follows(all.node())) return false;
            if (nodes[at].next != all.end) {
                if (!capture(want.hole, all)) return false;
                at = all.end;
                continue;
            }
        }
        if (at >= stop || !one(p, Node(tree, at))) return false;
        step();
    }
    if (at < stop && !exact_ && unwritten_part(kind, nodes[at].kind)) leave_out(), at = stop;
    if (asking_ && at < stop && opens_clause(nodes[at].kind)) unwritten_ = {at, stop}, at = stop;
    return at >= stop;
}

// A run is what stands side by side: nothing in it may have gone to another part of the pattern.
bool Matcher::caught_run(std::uint32_t p, Run run) {
    const bool parted = nodes_[p].hole != no_hole &&
                        std::ranges::any_of(set_aside_, [&](NodeId id) { return run.first <= id && id < run.end; });
    return !parted && capture(nodes_[p].hole, run);
}

// `name=$value` in the pattern of a call.
bool Matcher::named_argument(std::uint32_t p) const {
    return nodes_[p].op == PatternNode::Op::node && nodes_[p].kind == Kind::keyword_argument &&
           nodes_[p + 1].op == PatternNode::Op::leaf;
}

// The order of keyword arguments does not count: each that the pattern names fits the code's wherever it stands.
bool Matcher::keywords_anywhere(std::uint32_t p, std::uint32_t end, Node parent) {
    std::uint32_t first = p;
    while (first < end && !named_argument(first)) first = nodes_[first].next;
    if (first >= end) return false;
    std::vector<NodeId> found;
    for (std::uint32_t q = first; q < end; q = nodes_[q].next) {
        if (!named_argument(q)) continue;
        const std::string_view name = match_.pack()[nodes_[q + 1].text];
        Node at;
        for (Node n : parent.children())
            if (n.is(Kind::keyword_argument) && n.child(Field::name).text() == name) at = n;
        if (!at || !one(q, at)) return false;
        found.push_back(at.id());
    }
    Siblings rest(match_);
    for (Node n : parent.children())
        if (std::ranges::find(found, n.id()) == found.end()) rest.add(n);
    const Node around = std::exchange(keywords_of_, parent);
    std::swap(set_aside_, found);
    const bool fit = sequence(p, end, parent, rest, 0);
    std::swap(set_aside_, found);
    keywords_of_ = around;
    return fit;
}

// As children, from a run on. Of several runs, the earlier ones are as short as may be.
bool Matcher::sequence(std::uint32_t p, std::uint32_t end, Node parent, const Siblings& nodes, std::size_t at) {
    auto found_already = [&](std::uint32_t q) { return keywords_of_ == parent && named_argument(q); };
    for (; p < end; p = nodes_[p].next) {
        if (found_already(p)) continue;
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
            after += nodes_[q].op != PatternNode::Op::run && !found_already(q);
        if (nodes.size() - at < after) return false;
        if (!run_among(nodes_[p].next, end)) {
            std::size_t stop = nodes.size() - after;
            if (!caught_run(p, caught(stop))) return false;
            at = stop;
            continue;
        }
        for (std::size_t stop = at; stop + after <= nodes.size(); ++stop) {
            const unsigned known = match_.caught();
            if (caught_run(p, caught(stop)) && sequence(nodes_[p].next, end, parent, nodes, stop) &&
                known_conditions_hold())
                return true;
            match_.forget_since(known);
        }
        return false;
    }
    return at == nodes.size();
}

// Do the conditions hold that hang on nothing but what is caught already? They are asked again with the rest; here
// they save trying what follows at one statement after the other. `dearest`: the cost up to which that pays.
bool Matcher::known_conditions_hold(unsigned dearest) {
    const std::span<const Question> rows = vocabulary();
    auto of_node = [](const Question& q) { return q.form == Question::Form::node && q.of_node_alone; };
    auto too = [&](std::uint16_t other) { return other == no_question || of_node(rows[other]); };
    auto asked_early = [&](const Clause& clause) {
        const Question& question = rows[clause.question];
        if (question.cost > dearest || clause.items != Clause::Items::given || clause.subjects.count == 0 ||
            !std::ranges::all_of(clause.or_questions, too) || clause.codes.count != 0)
            return false;
        if (question.form == Question::Form::spelled) return clause.number == 0;  // else it has holes of its own
        return of_node(question) || question.form == Question::Form::one_of;
    };
    auto caught = [&](std::uint8_t hole) { return hole < most_holes && match_.has(hole); };
    auto long_run = [&](std::uint8_t hole) {
        const Run& run = match_.run(hole);
        return !run.empty() && run.node().record().next != run.end;
    };
    // Of each item of a list in turn, what is asked of the others is asked where the item fits, or it would take the
    // square of their number.
    for (const bool of_runs : {false, true})
        for (const Clause& clause : RulePack::of(match_.pack().clauses, match_.data().where)) {
            const auto subjects = RulePack::of(match_.pack().holes, clause.subjects);
            if (asked_early(clause) && std::ranges::all_of(subjects, caught) &&
                std::ranges::any_of(subjects, long_run) == of_runs && !holds(match_, clause))
                return false;
        }
    return true;
}

// Can the statement not be the pattern's, by its kind and that of its expression?
bool Matcher::unlike(std::uint32_t p, Node statement) const {
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
bool Matcher::gap(std::uint32_t p, Node parent, Node at, Node& last) {
    constexpr unsigned cheap = 1;  // a type is asked for where the rest of the pattern fits
    if (!known_conditions_hold(cheap)) return false;
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

}  // namespace zen
