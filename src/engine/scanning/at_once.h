// Conditions that are asked of a node before the rest of a pattern is matched, as they cost less than that.
#pragma once
#include <bitset>
#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/matching/match.h"
#include "engine/matching/vocabulary.h"
#include "engine/scanning/rule_book.h"
#include "engine/scanning/skeleton.h"
#include "text/wildcard.h"

namespace zen {

// Of `spelled get_*, *_lock`: what the first byte of a text tells.
struct FirstByte {
    std::bitset<256> may, sure;  // may it be spelled so, is it for certain?
    explicit FirstByte(const RulePack& pack, const Clause& clause);
};

class AtOnce {
  public:
    // False where the match cannot hold.
    bool holds(const Match& match, Around& around, Node node) const {
        if (ask_ && place_ == itself) return ask_(match, node) != negated_;
        return holds_there(match, around, node);
    }
    const Clause& clause() const { return *clause_; }
    // Do both ask the same thing of the same place?
    bool same_as(const AtOnce& other) const;
    // Is its clause decided by that, wherever the match is the one node?
    bool decides() const { return place_ == itself; }

    // Those of a match, the cheapest first; `pattern` null: of `native on`.
    static std::vector<AtOnce> of(const RulePack& pack, Slice where, const PatternData* pattern,
                                  const Skeleton& skeleton);

  private:
    // A place of the skeleton, or one of these.
    static constexpr std::uint8_t itself = skeleton_places, definition_name = itself + 1,
                                  some_parameter = definition_name + 1;

    AtOnce(const RulePack& pack, const Clause& clause, std::uint8_t place, std::uint8_t from = 0);
    bool holds_there(const Match& match, Around& around, Node node) const;
    bool spelled(std::string_view text) const;

    bool (*ask_)(const Match&, Node);  // null: is it spelled like that?
    std::uint8_t place_;
    std::uint8_t from_;  // of some_parameter: the first that may be it
    bool negated_;       // the clause's
    const Clause* clause_;
    const RulePack* pack_;
    FirstByte first_;
    struct Spelled {
        std::string_view pattern;
        Letters letters;  // that it needs
        bool plain;       // it stands for itself alone
        bool stars;       // nothing but `*` in it stands for something else
    };
    std::vector<Spelled> spelled_;
};

}  // namespace zen
