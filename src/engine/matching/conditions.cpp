#include "engine/matching/conditions.h"

#include <algorithm>

#include "engine/matching/counts.h"
#include "engine/matching/items.h"
#include "engine/matching/matcher.h"
#include "engine/matching/names_asked.h"
#include "engine/matching/quoted_annotations.h"
#include "engine/matching/search.h"
#include "engine/matching/spelled_parts.h"
#include "engine/matching/values_asked.h"
#include "semantics/code/functions.h"
#include "semantics/flow/ways.h"
#include "semantics/types/inherited.h"
#include "semantics/types/instances.h"
#include "semantics/types/named_classes.h"
#include "text/name_byte.h"
#include "text/wildcard.h"

namespace zen {
namespace {

using Form = Question::Form;

class Condition {
  public:
    Condition(Match& match, const Clause& clause) : Condition(match, clause, row(clause.question)) {}
    Condition(Match& match, const Clause& clause, const Question& question)
        : match_(match), pack_(match.pack()), clause_(clause), question_(question) {}

    bool holds() {
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
    bool holds_with(auto&& rest) {
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

  private:
    static constexpr std::size_t most_tried = 100;

    bool chooses() const {
        const bool looks = question_.form == Form::inside || question_.form == Form::contains ||
                           question_.form == Form::holds_directly;
        return looks && clause_.gives && &clause_ != match_.without && match_.gathered() == 0;
    }

    // Is it a part of what is around it of which the line speaks?
    bool inside_part(Node part) const {
        return clause_.number == 0 || part.is(Kind::block) || part.field() == Field::body;
    }

    // Of lines joined by `or`. What their holes catch is theirs alone.
    bool one_holds() {
        const unsigned known = match_.caught();
        const bool one = std::ranges::any_of(RulePack::of(pack_.clauses, clause_.choice), [&](const Clause& c) {
            return &c != match_.without && Condition(match_, c).holds();
        });
        match_.forget_since(known);
        return one;
    }

    // As vocabulary(), without a call: this is asked for each condition.
    static const Question& row(std::uint32_t question) {
        static const Question* const all = vocabulary().data();
        return all[question];
    }
    std::span<const Str> names() const { return RulePack::of(pack_.strings, clause_.names); }
    std::span<const PatternData> codes() const { return RulePack::of(pack_.patterns, clause_.codes); }
    std::span<const std::uint8_t> subjects() const { return RulePack::of(pack_.holes, clause_.subjects); }

    bool of_file() const {
        switch (question_.form) {
            case Form::file:
                return std::ranges::any_of(names(), [&](Str s) { return match_.ask.imports(pack_[s]); });
            case Form::since:
                return match_.ask.target() >= PythonVersion{static_cast<std::uint8_t>(clause_.number / 100),
                                                            static_cast<std::uint8_t>(clause_.number % 100)};
            case Form::folder:
                return std::ranges::any_of(names(), [&](Str s) {
                    return one_name(match_, pack_[s],
                                    [&](std::string_view one) { return file_in(match_.path(), one); });
                });
            default:
                return std::ranges::any_of(names(), [&](Str s) {
                    return one_name(match_, pack_[s],
                                    [&](std::string_view one) { return file_called(match_.path(), one); });
                });
        }
    }

    bool like_one(std::string_view text) const {
        const char first = text.empty() ? '\0' : text[0];
        return std::ranges::any_of(names(), [&](Str s) {
            // Most differ in the first character.
            const std::string_view pattern = pack_[s];
            const bool letter = !pattern.empty() && is_name_byte(pattern[0]);
            return (!letter || pattern[0] == first) && spelled_like(pattern, text);
        });
    }

    bool spelled(std::string_view text, Node from) {
        if (clause_.number == 0) return like_one(text);  // without holes
        return std::ranges::any_of(names(), [&](Str s) { return parts_fit(match_, pack_[s], text, from); });
    }

    // The line speaks of each node that a subject caught, or, by its question, of each subject as a whole.
    bool of_subjects() {
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
    Node one_node(std::uint8_t subject) const {
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

    const std::string* text_at(std::uint8_t subject) const {
        return subject < most_holes ? match_.text(subject) : nullptr;
    }

    bool of_runs() const {
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

    bool of_items() {
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
    bool bind() {
        Node found;
        bool second = false;
        each_item([&](Node n) {
            second = static_cast<bool>(found);
            if (!found) found = n;
            return question_.form == Form::only && !second;
        });
        if (!found || second) return false;
        match_.capture(clause_.binds, {found.parent(), found.id(), found.record().next});
        for (const PatternData& p : RulePack::of(pack_.patterns, clause_.item_codes))
            if (fits(p, found, match_)) break;
        return true;
    }

    // Of a list, tuple, set, dict or call: what is in its brackets; else the run itself.
    static Run items_in(const Run& run) {
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
    static Node at_end(const Run& run, bool first) {
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
    void each_item(auto&& visit) {
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
    void chosen(const Run& run, auto&& visit) {
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

    std::size_t number() const {
        if (clause_.names.count == 0) return clause_.number;
        return static_cast<std::size_t>(std::max(0, match_.option_number(pack_[names()[0]])));
    }

    bool answer_of(std::uint8_t subject) {
        if (!counts() || clause_.codes.count != 0)
            return some_run(subject, [&](const Run& run) { return answer(run); });
        if (const Node only = one_node(subject)) return counted({&only, 1});
        return counted(match_.nodes_of(subject));
    }

    // Is it so of what the place has: of one of the nodes where it gathers several?
    bool some_run(std::uint8_t place, auto&& ask) const {
        if (match_.gathered() == 0 || place >= place_match) return ask(match_.place(place));
        const std::vector<Node> nodes = match_.nodes_of(place);
        if (nodes.size() < 2) return ask(match_.place(place));
        return std::ranges::any_of(nodes, [&](Node n) { return ask(Run{n.parent(), n.id(), n.record().next}); });
    }

    bool counts() const {
        return question_.form == Form::at_least || question_.form == Form::at_most || question_.form == Form::exactly;
    }
    bool counted(std::span<const Node> nodes) const {
        const std::size_t wanted = number();
        const bool at_most = question_.form == Form::at_most;
        return right(count_of(match_, clause_.unit, nodes, wanted + (at_most ? 1 : 0)), wanted);
    }
    bool right(std::size_t found, std::size_t wanted) const {
        return question_.form == Form::at_least  ? found >= wanted
               : question_.form == Form::at_most ? found <= wanted
                                                 : found == wanted;
    }

    bool answer(const Run& run) {
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

    // Is it code like one of the patterns? What their holes catch is kept if the line asks for just that.
    bool like(Node n) {
        for (const PatternData& p : codes())
            if (n && fits(p, n, match_)) return true;
        return false;
    }
    bool kept(Node n) { return clause_.negated || clause_.items != Clause::Items::given ? shaped(n) : like(n); }
    bool stands_in(Node n, Node inner) {
        const unsigned known = match_.caught();
        for (const PatternData& p : codes()) {
            if (!n || !fits_around(p, n, inner, match_)) continue;
            if (!clause_.gives) match_.forget_since(known);
            return true;
        }
        return false;
    }
    bool shaped(Node n) {
        for (const PatternData& p : codes())
            if (n && looks_like(p, n, match_)) return true;
        return false;
    }

    bool calls(const Run& run) const {
        if (run.empty()) return false;
        const Tree& tree = run.parent.tree();
        for (NodeId id = run.first; id < run.end; ++id) {
            ++steps_walked;
            if (Node n(tree, id); n.is(Kind::call) && named_so(n)) return true;
        }
        return false;
    }
    bool named_so(Node n) const {
        return std::ranges::any_of(names(), [&](Str s) { return named(match_.ask, n, pack_[s]); });
    }

    // Has the call that argument, or does it unpack a literal that has it?
    bool given(Node call) {
        if (!call.is(Kind::call)) return false;
        const std::string_view name = pack_[RulePack::of(pack_.strings, clause_.names)[0]];
        const int position = clause_.number == no_position ? -1 : static_cast<int>(clause_.number);
        return static_cast<bool>(argument(match_.ask, call, name, position));
    }

    // May `*arguments` or `**options` be that argument?
    bool may_be_given(Node call) {
        for (Node a : call.child(Field::arguments).children())
            if ((a.is(Kind::dictionary_splat) || (a.is(Kind::list_splat) && clause_.number != no_position)) &&
                !unpacked(match_.ask, a))
                return true;
        return false;
    }

    bool is_so(Node n) {
        if (question_.node(match_, n) || shaped(n)) return true;
        return std::ranges::any_of(clause_.or_questions, [&](std::uint16_t row) {
            return row != no_question && vocabulary()[row].node(match_, n);
        });
    }

    bool answer(Node n) { return of_runs() ? answer(Run{n.parent(), n.id(), n.record().next}) : answer_of_node(n); }

    bool answer_of_node(Node n) {
        switch (question_.form) {
            case Form::node:
                return is_so(n);
            case Form::in:
                return std::ranges::any_of(RulePack::of(pack_.holes, clause_.places), [&](std::uint8_t place) {
                    return some_run(place, [&](const Run& run) { return question_.in(match_, n, run); });
                });
            case Form::one_of:
                return std::ranges::any_of(names(), [&](Str s) { return means(n, pack_[s]); });
            case Form::instance:
                return is_instance_of(match_.ask, n, names_as_text());
            case Form::argument:
                // `**options` may give it, and then it is certain neither that the call has it nor that it has none.
                return given(n) || (clause_.negated && may_be_given(n));
            case Form::brings:
                return std::ranges::any_of(names(), [&](Str s) { return brings_module(n, match_.path(), pack_[s]); });
            case Form::has_decorator:
                return !each_decorator(n, [&](Node decorator) { return !named_so(decorator); });
            case Form::has_parameter:
                return std::ranges::any_of(parameters(definition_of(n)),
                                           [&](const Parameter& p) { return like_one(p.name()); });
            case Form::derives:
                return std::ranges::any_of(names(), [&](Str s) {
                    const bool text = pack_[s].find('*') != std::string_view::npos, itself = clause_.number != 0;
                    return text ? names_class_like(match_.ask, n, pack_[s], itself)
                                : names_class(match_.ask, n, pack_[s], itself);
                });
            case Form::has_method:
                if (const ClassInfo* info = class_info(match_.ask, definition_of(n)))
                    return std::ranges::any_of(info->methods, [&](const ClassMethod& m) { return like_one(m.name); });
                return false;
            case Form::inherits_method:
                return class_info(match_.ask, definition_of(n)) &&
                       has_or_inherits(match_.ask, definition_of(n), Member::method, names_as_text(), bases_asked());
            case Form::inherits_attribute:
                return class_info(match_.ask, definition_of(n)) &&
                       has_or_inherits(match_.ask, definition_of(n), Member::attribute, names_as_text(), bases_asked());
            case Form::has_attribute:
                if (const ClassInfo* info = class_info(match_.ask, definition_of(n)))
                    return std::ranges::any_of(info->attributes,
                                               [&](const ClassAttribute& a) { return like_one(a.name); });
                return false;
            case Form::fits:
                return true;  // asked when the rewrite is made
            case Form::spelled:
                if (n.is(Kind::concatenated_string)) return spelled(joined_spelling(n), n);
                return spelled(spelling(n), n);
            case Form::code:
                return kept(n);
            case Form::around:
                return around(n);
            case Form::inside:
                for (Node part = n, up = n.parent(); up; part = up, up = up.parent())
                    if (inside_part(part) && stands_in(up, n)) return true;
                return false;
            case Form::directly:
                return directly(n);
            case Form::before:
            case Form::after:
                return beside(n);
            case Form::always_after:
                return on_every_way(n);
            case Form::followed:
                return kept(among_neighbours(n).next_sibling());
            case Form::preceded:
                return kept(among_neighbours(n).previous_sibling());
            default:
                return false;
        }
    }

    // Of a decorator the neighbours are decorators; so are those above a definition if the line asks for one.
    Node among_neighbours(Node n) const {
        if (n.parent().is(Kind::decorator)) n = n.parent();
        if (n.is(Kind::decorator)) return n;
        const bool decorators =
            std::ranges::all_of(codes(), [](const PatternData& p) { return p.head == Kind::decorator; });
        const Node definition = definition_of(n);
        if (decorators && definition.parent().is(Kind::decorated_definition)) return definition;
        const Node statement = statement_or_clause(n);
        return statement.parent().is(Kind::decorated_definition) ? statement.parent() : statement;
    }

    bool on_every_way(Node n) {
        Run around = match_.place(place_function);
        if (around.empty()) around = match_.place(place_file);
        std::vector<Node> others;
        search(match_, clause_.codes, around, [&](Node other) {
            others.push_back(other);
            return true;
        });
        return always_after(match_.ask, n, others);
    }

    bool beside(Node n) {
        bool found = false;
        for (std::uint8_t place : RulePack::of(pack_.holes, clause_.places))
            search(match_, clause_.codes, match_.place(place), [&](Node other) {
                const bool there = question_.form == Form::before ? n.end() <= other.start() : other.end() <= n.start();
                return !(found = there && !exclusive(n, other));
            });
        return found;
    }

    // A name with `.*` is any name of that module or class.
    bool means(Node n, std::string_view name) const {
        if (!name.ends_with(".*")) return match_.ask.means(n, name);
        const std::string path = match_.ask.qualified(n);
        name.remove_suffix(2);
        return match_.ask.leads_to(path, name, true) && !match_.ask.leads_to(path, name);
    }

    std::vector<std::string_view> names_as_text() const {
        std::vector<std::string_view> out;
        for (Str s : names()) out.push_back(pack_[s]);
        return out;
    }
    // The classes that the match's lines name with `is derived from`.
    std::vector<std::string_view> bases_asked() const {
        std::vector<std::string_view> out;
        for (const Clause& c : RulePack::of(pack_.clauses, match_.data().where))
            if (vocabulary()[c.question].form == Form::derives && !c.negated)
                for (Str s : RulePack::of(pack_.strings, c.names)) out.push_back(pack_[s]);
        return out;
    }

    // As far out as the pattern is deep: what the node is a part of must take it in.
    bool around(Node n) {
        for (const PatternData& p : codes()) {
            std::uint32_t depth = depth_of(pack_, p);
            for (Node up = n.parent(); up && depth > 0; up = up.parent()) {
                if (up.is(Kind::parenthesized_expression)) continue;
                if (clause_.gives ? fits(p, up, match_) : looks_like(p, up, match_)) return true;
                --depth;
            }
        }
        return false;
    }

    bool directly(Node n) {
        Node up = n.parent();
        if (is_statement(n.kind()) && up.is(Kind::decorated_definition)) up = up.parent();
        while (
            up.is_any({Kind::block, Kind::parenthesized_expression, Kind::argument_list, Kind::expression_statement}))
            up = up.parent();
        return stands_in(up, n);
    }

    Match& match_;
    const RulePack& pack_;
    const Clause& clause_;
    const Question& question_;
};

}  // namespace

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
