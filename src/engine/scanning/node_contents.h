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

// The kinds that a node must have below itself for the root of the pattern (its anchor) to fit, with repetitions.
std::vector<Kind> kinds_below(const RulePack& pack, const PatternData& pattern);
// The same as bits, with those of the identifiers that are spelled and not looked up.
Contents contents_below(const RulePack& pack, const PatternData& pattern, const ContentBits& bits);

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
