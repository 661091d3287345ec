// One pattern against code: what its holes catch, and what does not count. For pattern.cpp and the files beside it.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/matching/kind_fits.h"
#include "engine/matching/match.h"

namespace zen {

// How many statements a `$$gap` between two others may stand for: at module level no more than the incremental engine
// looks at around an edit.
constexpr unsigned longest_gap = 12, longest_module_gap = 2;

class Matcher {
  public:
    // `asking`: the code is what stands around a place. Then `with P:` fits a `with` that has P among others or gives
    // it a name, `async` does not count for `with` and `for`, and clauses that the pattern does not write may follow.
    Matcher(Match& match, const PatternData& pattern, bool asking = false)
        : match_(match),
          nodes_(RulePack::of(match.pack().pattern_nodes, pattern.nodes)),
          exact_(pattern.exact),
          asking_(asking && !pattern.exact),
          left_out_(match.left_out) {}

    // Pattern node `p` against the code at `t`.
    bool one(std::uint32_t p, Node t) {
        const bool fit = fits(p, t);
        if (!fit && match_.mismatch) [[unlikely]]
            note(p, t);
        return fit;
    }

    bool fits(std::uint32_t p, Node t);
    // The pattern's statements from `p` on, the first of them at `at` in the block `parent`; the last node it stands
    // for.
    bool statements(std::uint32_t p, Node parent, Node at, Node& last);
    // What stands before the first statement, for a pattern that opens with a run.
    bool before(std::uint32_t p, Node parent, Node first);
    // An `if` pattern against an arm of an `if`: its test and its statements.
    bool arm(Node t) { return parts(0, t); }
    // It is a pattern of the match itself, not one of a condition.
    void of_match() { of_match_ = true; }
    // It fits: what was left out is known to the match.
    void settle();
    // Does the node stand in a clause (`else`, `except`, …) that the code around it has and the pattern does not write?
    bool in_unwritten_clause(Node n) const { return unwritten_.first <= n.id() && n.id() < unwritten_.end; }

  private:
    // pattern.cpp
    bool fits_with_care(std::uint32_t p, Node t);
    void note(std::uint32_t p, Node t) const;
    bool as_type(std::uint32_t p, Node t);
    void leave_out() { left_out_ = true; }
    void leave_type_out(std::uint32_t target, Node type);
    static bool same(Node a, Node b);
    bool capture(std::uint8_t hole, Run run) {
        if (hole == no_hole) return true;
        if (match_.has(hole)) [[unlikely]]
            return caught_before(hole, run);
        match_.capture(hole, run);
        return true;
    }
    bool caught_before(std::uint8_t hole, Run run) const;
    bool one_node(const PatternNode& want, Node t, Kind kind);
    bool member(const PatternNode& want, std::string_view module, Node t);

    // runs.cpp
    bool run_among(std::uint32_t p, std::uint32_t end) const;
    bool caught_run(std::uint32_t p, Run run);
    bool named_argument(std::uint32_t p) const;
    bool keywords_anywhere(std::uint32_t p, std::uint32_t end, Node parent);
    bool children(std::uint32_t p, std::uint32_t end, Node parent);
    bool children_from_run(std::uint32_t p, std::uint32_t end, Node parent, NodeId at);
    bool children_with_care(std::uint32_t p, std::uint32_t end, Node parent);
    class Siblings;
    bool sequence(std::uint32_t p, std::uint32_t end, Node parent, const Siblings& nodes, std::size_t at);
    bool is_run(std::uint32_t p, std::uint32_t end) const;
    bool known_conditions_hold(unsigned dearest = ~0u);
    bool unlike(std::uint32_t p, Node statement) const;
    bool gap(std::uint32_t p, Node parent, Node at, Node& last);

    // definitions.cpp
    bool writes(std::uint32_t p, Field role) const;
    bool parts(std::uint32_t p, Node t);
    bool body(std::uint32_t p, Node block);
    bool decorated(std::uint32_t p, Node t);
    bool decorators(std::uint32_t p, std::uint32_t end, Node t, NodeId after, bool choosing);
    bool decorators_hold(bool with_code);
    bool entered(std::uint32_t p, Node clause);

    // A part of the match's stack of nodes; it goes with this object.
    class Siblings {
      public:
        explicit Siblings(Match& match) : stack_(match.siblings_), first_(stack_.size()) {}
        ~Siblings() { stack_.resize(first_); }
        Siblings(const Siblings&) = delete;
        Siblings& operator=(const Siblings&) = delete;
        void add(Node node) {
            stack_.push_back(node);
            ++count_;
        }
        void drop_first() { ++first_taken_, --count_; }
        std::size_t size() const { return count_; }
        Node operator[](std::size_t at) const { return stack_[first_ + first_taken_ + at]; }

      private:
        std::vector<Node>& stack_;
        std::size_t first_, count_ = 0, first_taken_ = 0;
    };

    Match& match_;
    std::span<const PatternNode> nodes_;
    bool exact_, asking_, left_out_;
    bool of_match_ = false;
    bool in_types_ = false;  // the code's nodes for types are passed through
    struct {
        NodeId first = 0, end = 0;
    } unwritten_;                    // the clauses that the pattern does not write
    Node keywords_of_;               // the arguments of which the pattern's keywords are found already
    std::vector<NodeId> set_aside_;  // those keywords
    Node annotation_;
    std::uint8_t annotated_ = no_hole;
};

// Does the pattern fit this very node, which stands around `inner`, of which a condition asks? If not, the holes are as
// they were. What stands in clauses that the pattern does not write is not inside of it.
bool fits_around(const PatternData& pattern, Node node, Node inner, Match& match);

// The first two or more neighbours that the pattern fits, holes for one node being the same in all.
bool matches_several(const PatternData& pattern, Node anchor, Match& match);

}  // namespace zen
