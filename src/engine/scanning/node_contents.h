// What lies below each node of a file, and what patterns and conditions ask for there.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/matching/contents.h"
#include "engine/matching/pack.h"
#include "engine/scanning/presence.h"
#include "syntax/tree.h"

namespace zen {

// Which kinds have which bit.
class ContentBits {
  public:
    ContentBits() = default;
    // The first ones get a bit of their own.
    explicit ContentBits(const std::vector<Kind>& commonest_first);
    Contents of(Kind kind) const { return kinds_[static_cast<unsigned>(kind) & 511]; }
    static Contents of_name(Feature spelling);

  private:
    std::array<Contents, 512> kinds_{};  // 0: nobody asks
};

// What a node must have below itself for a match to hold there.
struct ContentNeeds {
    Contents all = 0;
    Contents one = 0;  // one of these, at least; 0: nothing
    bool met(Contents there) const { return (all & ~there) == 0 && (one == 0 || (one & there) != 0); }
};
// `pattern` null: of `native on`.
ContentNeeds content_needs(const RulePack& pack, const MatchData& match, const PatternData* pattern,
                           const ContentBits& bits);
// What a node has that the pattern fits, or has below itself, by the pattern's place in its pack.
std::vector<Contents> code_needs(const RulePack& pack, const ContentBits& bits);
// The kinds that such needs name, with repetitions.
std::vector<Kind> kinds_needed(const RulePack& pack, const MatchData& match, const PatternData* pattern);

class NodeContents {
  public:
    NodeContents() = default;  // of which nothing is known: anything may be anywhere
    // Tells `presence` as well of each node that there is.
    NodeContents(const Tree& tree, const ContentBits& bits, Presence& presence);
    // What there is in the node, itself included.
    Contents operator[](NodeId id) const { return known_.empty() ? ~Contents{0} : known_[id]; }
    std::span<const Contents> all() const { return known_; }

  private:
    std::vector<Contents> known_;
};

}  // namespace zen
