#include "engine/matching/condition.h"

#include <algorithm>

#include "engine/matching/counts.h"
#include "engine/matching/items.h"
#include "engine/matching/matcher.h"
#include "engine/matching/quoted_annotations.h"
#include "engine/matching/search.h"
#include "engine/matching/values_asked.h"
#include "semantics/types/evidence.h"

namespace zen {

bool Condition::holds() {
    if (question_.form == Form::choice) return one_holds();
    if (clause_.subjects.count == 0) return of_file() != clause_.negated;
    if (question_.form == Form::bind || question_.form == Form::only) return bind();
    switch (clause_.items) {
        case Clause::Items::given:
        case Clause::Items::any_given:
            return of_subjects();
        default:
            return of_items();
    }
}

// Several pieces of code may be what the line is about: `$x is inside CODE`, `$$body contains CODE`. Is there one
// for which the lines that can name its holes hold, too?
bool Condition::holds_with(auto&& rest) {
    if (!chooses()) return holds() && rest();
    const std::uint8_t subject = subjects()[0];
    const unsigned known = match_.caught();
    if (question_.form == Form::inside) {
        const Node n = one_node(subject);
        if (!n) return holds() && rest();
        for (Node part = n, up = n.parent(); up; part = up, up = up.parent()) {
            if (!inside_part(part)) continue;
            if (stands_in(up, n) && rest()) return true;
            match_.forget_since(known);
        }
        return false;
    }
    Node found;
    std::size_t tried = 0;
    const Run run = match_.place(subject);
    search(
        match_, clause_.codes, run,
        [&](Node n) {
            if (rest()) found = n;
            return !found && ++tried < most_tried;
        },
        question_.form != Form::contains, clause_.number != 0);
    if (found) return like(found) && rest();
    // A name in a quoted annotation, which gives nothing.
    return tried == 0 && question_.form == Form::contains && named_in_quotes(match_, codes(), run) && rest();
}

bool Condition::chooses() const {
    const bool looks =
        question_.form == Form::inside || question_.form == Form::contains || question_.form == Form::holds_directly;
    return looks && clause_.gives && &clause_ != match_.without && match_.gathered() == 0;
}

// Of lines joined by `or`. What their holes catch is theirs alone.
bool Condition::one_holds() {
    const unsigned known = match_.caught();
    const bool one = std::ranges::any_of(RulePack::of(pack_.clauses, clause_.choice), [&](const Clause& c) {
        return &c != match_.without && Condition(match_, c).holds();
    });
    match_.forget_since(known);
    return one;
}

// The line speaks of each node that a subject caught, or, by its question, of each subject as a whole.
bool Condition::of_subjects() {
    const bool any = clause_.items == Clause::Items::any_given, of_runs = this->of_runs();
    for (std::uint8_t subject : subjects()) {
        if (of_runs) {
            if ((answer_of(subject) != clause_.negated) == any) return any;
            continue;
        }
        if (const std::string* text = question_.form == Form::spelled ? text_at(subject) : nullptr) {
            if ((spelled(*text, Node()) != clause_.negated) == any) return any;
            continue;
        }
        if (const Node only = one_node(subject)) {
            if ((answer_of_node(only) != clause_.negated) == any) return any;
            continue;
        }
        bool none = true;
        const bool goes_on = match_.each_of(subject, [&](Node n) {
            none = false;
            return (answer_of_node(n) != clause_.negated) != any;
        });
        // Where there is no function around the match, nothing is true of it.
        if (!goes_on || (none && subject >= place_match && clause_.negated == any)) return any;
    }
    return !any;
}

// What a subject is nearly always: the match, or what a hole for one node has caught.
Node Condition::one_node(std::uint8_t subject) const {
    if (match_.gathered() != 0) return {};
    Node node;
    if (subject == place_match && question_.form == Form::preceded)
        node = match_.at;  // of several statements the first has the neighbour
    else if (subject == place_match && question_.form == Form::followed)
        node = match_.last;
    else if (subject == place_match)
        node = match_.at == match_.last ? match_.at : Node();
    else if (subject < most_holes)
        if (const Run& run = match_.run(subject); !run.empty() && run.node().record().next == run.end)
            node = run.node();
    return node.named() && !node.extra() ? node : Node();
}

const std::string* Condition::text_at(std::uint8_t subject) const {
    return subject < most_holes ? match_.text(subject) : nullptr;
}

bool Condition::of_runs() const {
    switch (question_.form) {
        case Form::run:
        case Form::contains:
        case Form::holds_directly:
        case Form::calls:
        case Form::at_least:
        case Form::at_most:
        case Form::exactly:
            return true;
        default:
            return false;
    }
}

bool Condition::of_items() {
    Answers answers(clause_.quantifier);
    if (clause_.items == Clause::Items::values) {
        each_value(match_, subjects(), answers, [&](Node n) { return answer(n); }, clause_.negated);
        return answers.hold();
    }
    // The uses of what is no name are not known.
    if (clause_.items == Clause::Items::uses || clause_.items == Clause::Items::mentions)
        for (std::uint8_t subject : subjects())
            for (Node n : match_.place(subject).nodes())
                if (!match_.ask.binding(n)) answers.add(Answer::unknown);
    each_item([&](Node n) {
        const bool fit = question_.form == Form::there || answer(n) != clause_.negated;
        return answers.add(fit ? Answer::yes : Answer::no);
    });
    return answers.hold();
}

// `$h is the first CODE in $$body`
bool Condition::bind() {
    Node found;
    bool second = false;
    auto take = [&](Node n) {
        second = static_cast<bool>(found);
        if (!found) found = n;
        return question_.form == Form::only && !second;
    };
    if (clause_.items == Clause::Items::values)
        found = only_value(match_.ask, match_.place(subjects()[0]).node());
    else
        each_item(take);
    if (!found || second) return false;
    match_.capture(clause_.binds, {found.parent(), found.id(), found.record().next});
    for (const PatternData& p : RulePack::of(pack_.patterns, clause_.item_codes))
        if (fits(p, found, match_)) break;
    return true;
}

// Of a list, tuple, set, dict or call: what is in its brackets; else the run itself.
Run Condition::items_in(const Run& run) {
    if (run.empty()) return run;
    Node n = unparenthesized(run.node());
    if (n.is(Kind::expression_statement)) n = unparenthesized(n.child(0u));
    if (n.is(Kind::call)) n = n.child(Field::arguments);
    const bool holds_items =
        n.is_any({Kind::list, Kind::tuple, Kind::set, Kind::dictionary, Kind::expression_list, Kind::argument_list,
                  Kind::pattern_list, Kind::tuple_pattern, Kind::list_pattern});
    return holds_items ? Run{n, n.id() + 1, n.record().next} : run;
}

// The first or last node of the run; of a block that is all of it, the block's.
Node Condition::at_end(const Run& run, bool first) {
    const Node::Range nodes = run.nodes();
    auto at = nodes.begin();
    if (at == nodes.end()) return {};
    const Node head = *at;
    if (++at == nodes.end() && head.is(Kind::block)) return first ? head.child(0u) : head.last_child();
    if (first) return head;
    Node last = head;
    for (; at != nodes.end(); ++at) last = *at;
    return last;
}

// Stops when `visit` returns false.
void Condition::each_item(auto&& visit) {
    using Items = Clause::Items;
    if (clause_.items == Items::code) return search(match_, clause_.item_codes, subjects(), visit);
    for (std::uint8_t subject : subjects()) {
        const Run run = match_.place(subject);
        if (clause_.items == Items::first || clause_.items == Items::last) {
            if (question_.form == Form::bind && clause_.or_questions[0] != no_question) return chosen(run, visit);
            if (const Node found = at_end(run, clause_.items == Items::first)) visit(found);
            return;
        }
        for (Node n : run.nodes())
            if (!items_of(match_, clause_, n, visit)) return;
    }
}

// `the first item of $$xs that is WORDS`
void Condition::chosen(const Run& run, auto&& visit) {
    Condition asked(match_, clause_, vocabulary()[clause_.or_questions[0]]);
    Node found;
    const Node head = run.node();
    const bool block = head.is(Kind::block) && head.record().next == run.end;
    for (Node n : block ? head.children() : run.nodes()) {
        if (n.extra() || asked.answer(unparenthesized(n)) == clause_.negated) continue;
        found = n;
        if (clause_.items == Clause::Items::first) break;
    }
    if (found) visit(unparenthesized(found));
}

std::size_t Condition::number() const {
    if (clause_.names.count == 0) return clause_.number;
    return static_cast<std::size_t>(std::max(0, match_.option_number(pack_[names()[0]])));
}

bool Condition::answer_of(std::uint8_t subject) {
    if (!counts() || clause_.codes.count != 0) return some_run(subject, [&](const Run& run) { return answer(run); });
    if (const Node only = one_node(subject)) return counted({&only, 1});
    return counted(match_.nodes_of(subject));
}

bool Condition::counted(std::span<const Node> nodes) const {
    const std::size_t wanted = number();
    const bool at_most = question_.form == Form::at_most;
    return right(count_of(match_, clause_.unit, nodes, wanted + (at_most ? 1 : 0)), wanted);
}

bool Condition::answer(const Run& run) {
    if (question_.form == Form::run) return question_.run(match_, clause_.number ? items_in(run) : run);
    if (question_.form == Form::contains || question_.form == Form::holds_directly) {
        Node found;
        search(
            match_, clause_.codes, run, [&](Node n) { return !(found = n); }, question_.form != Form::contains,
            clause_.number != 0);
        if (!found && question_.form == Form::contains && named_in_quotes(match_, codes(), run)) return true;
        return found && (!clause_.gives || like(found));
    }
    if (question_.form == Form::calls) return calls(run);
    if (clause_.codes.count != 0) {
        std::size_t found = 0;
        search(match_, clause_.codes, run, [&](Node) { return ++found != 0; }, true);
        return right(found, number());
    }
    std::vector<Node> nodes;
    for (Node n : run.nodes()) nodes.push_back(n);
    return counted(nodes);
}

bool holds(Match& match, const Clause& clause) {
    return &clause == match.without || Condition(match, clause).holds();
}

static bool all_hold(Match& match, std::span<const Clause> clauses) {
    for (std::size_t i = 0; i < clauses.size(); ++i) {
        if (clauses[i].gives && i + 1 < clauses.size() && &clauses[i] != match.without)
            return Condition(match, clauses[i]).holds_with([&] { return all_hold(match, clauses.subspan(i + 1)); });
        if (!holds(match, clauses[i])) return false;
    }
    return true;
}

bool all_hold(Match& match, Slice clauses) {
    return all_hold(match, RulePack::of(match.pack().clauses, clauses));
}

}  // namespace zen
