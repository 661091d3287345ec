// `each value of $x is …`: a condition on all that a name may hold, where some of it may not be known.
#pragma once
#include <set>
#include <span>

#include "engine/matching/match.h"
#include "semantics/types/evidence.h"

namespace zen {

enum class Answer : std::uint8_t { no, unknown, yes };

// What a line's quantifier makes of the answers for one item after the other. In doubt, neither `each` nor `no` holds.
class Answers {
  public:
    explicit Answers(Clause::Quantifier quantifier) : quantifier_(quantifier) {}

    // Is more to be asked?
    bool add(Answer answer) {
        seen_ = true;
        all_ = all_ && answer == Answer::yes;
        some_ = some_ || answer == Answer::yes;
        unknown_ = unknown_ || answer == Answer::unknown;
        switch (quantifier_) {
            case Clause::Quantifier::each:
            case Clause::Quantifier::not_each:
                return all_;
            case Clause::Quantifier::no:
                return answer == Answer::no;
            default:
                return !some_;
        }
    }

    bool hold() const {
        switch (quantifier_) {
            case Clause::Quantifier::each:
                return seen_ && all_;
            case Clause::Quantifier::not_each:
                return !seen_ || !all_;
            case Clause::Quantifier::some:
                return some_;
            case Clause::Quantifier::no:
                return !some_ && !unknown_;
            default:
                return !some_;
        }
    }

  private:
    Clause::Quantifier quantifier_;
    bool seen_ = false, all_ = true, some_ = false, unknown_ = false;
};

// Asks about each value, through names, `a if c else b` and `a or b`, until the answers suffice.
template <typename Ask>
class EachValue {
  public:
    EachValue(const Model& model, Answers& answers, const Ask& ask, bool negated)
        : model_(model), answers_(answers), ask_(ask), negated_(negated) {}

    // Is more to be asked?
    bool of(Node code) {
        code = unparenthesized(code);
        if (!asked_.insert(code.id()).second) return true;
        if (asked_.size() > most_asked) return answers_.add(Answer::unknown);
        const Held& held = held_values(model_, code);
        for (Node value : held.values)
            if (!one(unparenthesized(value), code)) return false;
        return held.complete || answers_.add(Answer::unknown);
    }

  private:
    static constexpr std::size_t most_asked = 100;

    bool one(Node value, Node holder) {
        if (value.is(Kind::conditional_expression))
            return one(unparenthesized(value.child(0u)), holder) && one(unparenthesized(value.child(2u)), holder);
        if (value.is(Kind::boolean_operator))
            return one(unparenthesized(value.child(Field::left)), holder) &&
                   one(unparenthesized(value.child(Field::right)), holder);
        if (ask_(value)) return answers_.add(negated_ ? Answer::no : Answer::yes);
        const bool further = value != holder &&
                             value.is_any({Kind::identifier, Kind::attribute, Kind::subscript, Kind::named_expression});
        if (further) return of(value.is(Kind::named_expression) ? value.child(Field::value) : value);
        return answers_.add(negated_ ? Answer::yes : Answer::no);
    }

    const Model& model_;
    Answers& answers_;
    const Ask& ask_;
    bool negated_;
    std::set<NodeId> asked_;
};

void each_value(const Match& match, std::span<const std::uint8_t> subjects, Answers& answers, const auto& ask,
                bool negated) {
    EachValue each(match.ask, answers, ask, negated);
    for (std::uint8_t subject : subjects)
        for (Node n : match.place(subject).nodes())
            if (!each.of(n)) return;
}

}  // namespace zen
