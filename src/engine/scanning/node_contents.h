// What lies below each node of a file, in few bits: a pattern that writes something else cannot fit there.
#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "engine/matching/pack.h"
#include "syntax/tree.h"

namespace zen {

// A bit for each kind of node that patterns ask for (some share one), and bits that the spellings of identifiers share.
using Contents = std::uint64_t;

// Which kinds have which bit.
class ContentBits {
  public:
    ContentBits() = default;
    // The first ones get a bit of their own.
    explicit ContentBits(const std::vector<Kind>& commonest_first);
    Contents of(Kind kind) const { return kinds_[static_cast<unsigned>(kind) & 511]; }
    static Contents of_name(std::string_view spelling);

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
// The kinds that such needs name, with repetitions.
std::vector<Kind> kinds_needed(const RulePack& pack, const MatchData& match, const PatternData* pattern);

class NodeContents {
  public:
    NodeContents() = default;  // of which nothing is known: anything may be anywhere
    NodeContents(const Tree& tree, const ContentBits& bits);
    // What there is in the node, itself included.
    Contents operator[](NodeId id) const { return known_.empty() ? ~Contents{0} : known_[id]; }

  private:
    std::vector<Contents> known_;
};

}  // namespace zen
