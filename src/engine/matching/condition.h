// A line of a page's conditions, asked of a match.
#pragma once
#include <algorithm>
#include <span>
#include <string_view>
#include <vector>

#include "engine/matching/conditions.h"
#include "engine/matching/match.h"
#include "engine/matching/vocabulary.h"

namespace zen {

// For one question. conditions.cpp has what the line speaks of, condition_answers.cpp what it asks of a node.
class Condition {
  public:
    Condition(Match& match, const Clause& clause) : Condition(match, clause, row(clause.question)) {}
    Condition(Match& match, const Clause& clause, const Question& question)
        : match_(match), pack_(match.pack()), clause_(clause), question_(question) {}

    bool holds();
    // Several pieces of code may be what the line is about: `$x is inside CODE`, `$$body contains CODE`. Is there one
    // for which the lines that can name its holes hold, too?
    bool holds_with(auto&& rest);

  private:
    using Form = Question::Form;
    static constexpr std::size_t most_tried = 100;
    bool chooses() const;
    // Is it a part of what is around it of which the line speaks?
    bool inside_part(Node part) const {
        return clause_.number == 0 || part.is(Kind::block) || part.field() == Field::body;
    }
    bool one_holds();
    // As vocabulary(), without a call: this is asked for each condition.
    static const Question& row(std::uint32_t question) {
        static const Question* const all = vocabulary().data();
        return all[question];
    }
    std::span<const Str> names() const { return RulePack::of(pack_.strings, clause_.names); }
    std::span<const PatternData> codes() const { return RulePack::of(pack_.patterns, clause_.codes); }
    std::span<const std::uint8_t> subjects() const { return RulePack::of(pack_.holes, clause_.subjects); }
    bool of_file() const;
    bool like_one(std::string_view text) const;
    bool spelled(std::string_view text, Node from);
    bool of_subjects();
    Node one_node(std::uint8_t subject) const;
    const std::string* text_at(std::uint8_t subject) const;
    bool of_runs() const;
    bool of_items();
    bool bind();
    static Run items_in(const Run& run);
    static Node at_end(const Run& run, bool first);
    void each_item(auto&& visit);
    void chosen(const Run& run, auto&& visit);
    std::size_t number() const;
    bool answer_of(std::uint8_t subject);
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
    bool counted(std::span<const Node> nodes) const;
    bool right(std::size_t found, std::size_t wanted) const;
    bool answer(const Run& run);
    bool like(Node n);
    bool kept(Node n) { return clause_.negated || clause_.items != Clause::Items::given ? shaped(n) : like(n); }
    bool stands_in(Node n, Node inner);
    bool shaped(Node n);
    bool calls(const Run& run) const;
    bool named_so(Node n) const;
    bool given(Node call);
    bool may_be_given(Node call);
    bool is_so(Node n);
    bool answer(Node n) { return of_runs() ? answer(Run{n.parent(), n.id(), n.record().next}) : answer_of_node(n); }
    bool answer_of_node(Node n);
    Node among_neighbours(Node n) const;
    bool on_every_way(Node n);
    bool beside(Node n);
    bool runs_with(const Run& where, Node n, Node other) const;
    bool means(Node n, std::string_view name) const;
    std::vector<std::string_view> names_as_text() const;
    std::vector<std::string_view> types_of_page() const;
    std::vector<std::string_view> bases_asked() const;
    bool around(Node n);
    bool directly(Node n);

    Match& match_;
    const RulePack& pack_;
    const Clause& clause_;
    const Question& question_;
};

}  // namespace zen
