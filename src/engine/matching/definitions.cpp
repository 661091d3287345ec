// Patterns of functions, classes and lambdas: part by part, so that what they do not write does not count.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "engine/matching/conditions.h"
#include "engine/matching/matcher.h"
#include "engine/matching/vocabulary.h"
#include "semantics/code/functions.h"

namespace zen {
namespace {

// The parts of a definition, read in one go: the patterns that are tried at it, one after the other, ask for most of
// them.
class DefinitionParts {
  public:
    DefinitionParts() = default;
    explicit DefinitionParts(Node definition) : definition_(definition) {
        bool first = true;
        for (Node n : definition.tokens()) {
            if (first) async_ = n.is(Kind::kw_async);  // it comes first
            first = false;
            if (n.field() == Field::none) continue;
            if (count_ == most) {
                complete_ = false;
                break;
            }
            roles_[count_] = n.field();
            ids_[count_++] = n.id();
        }
    }

    // What they are the parts of.
    Node definition() const { return definition_; }
    bool async() const { return async_; }
    // The first child in that role; none if there is none.
    Node child(Field role) const {
        for (std::size_t i = 0; i < count_; ++i)
            if (roles_[i] == role) return Node(definition_.tree(), ids_[i]);
        return complete_ && role != Field::none ? Node() : definition_.child(role);
    }

  private:
    static constexpr std::size_t most = 6;

    Node definition_;
    std::array<NodeId, most> ids_{};
    std::array<Field, most> roles_{};
    std::uint8_t count_ = 0;
    bool complete_ = true, async_ = false;
};

// Of the definition that a pattern was last tried at.
struct LastDefinition {
    explicit LastDefinition(const Model&) {}
    mutable DefinitionParts parts;
};

}  // namespace

bool Matcher::writes(std::uint32_t p, Field role) const {
    for (std::uint32_t q = p + 1; q < nodes_[p].next; q = nodes_[q].next)
        if (nodes_[q].field == role) return true;
    return false;
}

// A definition or parameter: each part that the pattern writes, by its role.
bool Matcher::parts(std::uint32_t p, Node t) {
    bool async = false;
    DefinitionParts code;
    if (t.is_any({Kind::function_definition, Kind::class_definition})) {
        DefinitionParts& last = match_.of_file<LastDefinition>().parts;
        if (last.definition() != t) last = DefinitionParts(t);
        code = last;  // a copy: what is matched within may be a definition, too
    } else {
        code = DefinitionParts(t);
    }
    for (std::uint32_t q = p + 1; q < nodes_[p].next; q = nodes_[q].next) {
        if (nodes_[q].op == PatternNode::Op::any_token) {
            if (nodes_[q].kind != Kind::kw_async) continue;
            async = true;
            if (!code.async()) return false;
            continue;
        }
        Node part = code.child(nodes_[q].field);
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
    if (t.is(Kind::class_definition) && code.child(Field::superclasses) && !writes(p, Field::superclasses))
        return false;
    // `lambda: $x` has no parameters. (A `def` writes its parentheses, which are compared above.)
    if (t.is(Kind::lambda) && code.child(Field::parameters) && !writes(p, Field::parameters)) return false;
    if ((!async && code.async()) || (code.child(Field::return_type) && !writes(p, Field::return_type)) ||
        (code.child(Field::type_parameters) && !writes(p, Field::type_parameters)))
        leave_out();
    return true;
}

// The body of a definition: a docstring that the pattern does not write does not count.
bool Matcher::body(std::uint32_t p, Node block) {
    std::uint32_t first = p + 1;
    if (is_run(first, nodes_[p].next)) {
        const Node head = block.child(0u);
        const Run all = head ? Run{block, head.id(), block.last_child().record().next} : Run{block, 0, 0};
        return capture(nodes_[first].hole, all);
    }
    Siblings statements(match_);
    for (Node c : block.children()) statements.add(c);
    const bool written = first < nodes_[p].next &&
                         (nodes_[first].op == PatternNode::Op::run ||
                          (nodes_[first].kind == Kind::expression_statement && nodes_[first + 1].kind == Kind::string));
    if (!written && statements.size() > 1 && is_text_statement(statements[0])) {
        statements.drop_first();
        leave_out();
    }
    return sequence(p + 1, nodes_[p].next, block, statements, 0);
}

// What a `with` enters, for a pattern that names one thing without `$$`: it is one of them, with or without a name.
bool Matcher::entered(std::uint32_t p, Node clause) {
    const std::uint32_t item = p + 1;
    if (nodes_[item].op != PatternNode::Op::node || nodes_[item].next != nodes_[p].next)
        return children(item, nodes_[p].next, clause);
    const std::uint32_t wanted = item + 1;
    for (Node n : clause.children()) {
        if (!n.is(Kind::with_item)) continue;
        const unsigned known = match_.caught();
        if (one(item, n)) return true;
        match_.forget_since(known);
        const Node named = n.child(0u);
        if (named.is(Kind::as_pattern) && nodes_[wanted].next == nodes_[item].next && one(wanted, named.child(0u)))
            return true;
        match_.forget_since(known);
    }
    return false;
}

// Does the line ask nothing but what its subjects have caught, so that it can be asked before all of the match is
// known?
static bool asks_subjects_alone(const Match& match, const Clause& clause) {
    using Form = Question::Form;
    const std::span<const Question> rows = vocabulary();
    auto alone = [&](std::uint16_t other) { return other == no_question || rows[other].of_node_alone; };
    switch (const Question& question = rows[clause.question]; question.form) {
        case Form::node:
            if (!question.of_node_alone) return false;
            break;
        case Form::in:
        case Form::run:
        case Form::before:
        case Form::after:
        case Form::always_after:
        case Form::inherits_method:
        case Form::inherits_attribute:
        case Form::fits:
            return false;
        default:
            break;
    }
    auto caught = [&](std::uint8_t hole) { return hole < most_holes && match.has(hole); };
    return clause.subjects.count != 0 && clause.places.count == 0 &&
           std::ranges::all_of(RulePack::of(match.pack().holes, clause.subjects), caught) &&
           std::ranges::all_of(clause.or_questions, alone);
}

// Do the lines hold that ask only what is caught? `with_code`: also those with code, whose holes are all caught then,
// unless a line before was to fill them.
bool Matcher::decorators_hold(bool with_code) {
    for (const Clause& clause : RulePack::of(match_.pack().clauses, match_.data().where)) {
        if (clause.codes.count + clause.item_codes.count != 0 && !with_code) continue;
        if (!asks_subjects_alone(match_, clause)) {
            with_code = with_code && !clause.gives;
            continue;
        }
        if (!holds(match_, clause)) return false;
    }
    return true;
}

// The pattern's decorators from `p` on are among the code's behind `after`, in this order. `choosing`: those for which
// the conditions hold.
bool Matcher::decorators(std::uint32_t p, std::uint32_t end, Node t, NodeId after, bool choosing) {
    while (p < end && nodes_[p].kind != Kind::decorator) p = nodes_[p].next;
    if (p >= end) return !choosing || decorators_hold(of_match_);
    for (Node c : t.children()) {
        if (!c.is(Kind::decorator) || c.id() <= after) continue;
        const unsigned known = match_.caught();
        if (one(p, c) && (!choosing || decorators_hold(false)) &&
            decorators(nodes_[p].next, end, t, c.id(), choosing)) {
            if (after == 0 && of_match_) match_.first_decorator_ = c;
            return true;
        }
        match_.forget_since(known);
    }
    return false;
}

// Each decorator that the pattern writes is one of the code's, in this order. Where the conditions hold for none, the
// first ones are caught, so that their author learns which line it is.
bool Matcher::decorated(std::uint32_t p, Node t) {
    std::size_t written = 0, there = 0;
    bool holes = false;
    for (Node c : t.children()) there += c.is(Kind::decorator);
    const std::uint32_t end = nodes_[p].next;
    for (std::uint32_t q = p + 1; q < end; q = nodes_[q].next) {
        if (nodes_[q].kind != Kind::decorator) {
            if (!one(q, t.child(Field::definition))) return false;
            continue;
        }
        ++written;
        for (std::uint32_t inner = q; inner < nodes_[q].next; ++inner) holes = holes || nodes_[inner].hole != no_hole;
    }
    const bool choice = holes && there > written;
    if (!(choice && decorators(p + 1, end, t, 0, true)) && !decorators(p + 1, end, t, 0, false)) return false;
    if (there > written) leave_out();
    return true;
}

}  // namespace zen
