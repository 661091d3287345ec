// What can be told of a node before a pattern is matched: the kinds of what stands in it and behind it, and the names
// that these spell. Most nodes differ from most patterns in one of these.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "engine/matching/kind_fits.h"
#include "engine/matching/pack.h"
#include "engine/scanning/presence.h"
#include "semantics/model.h"

namespace zen {

inline constexpr std::size_t skeleton_places = 6;

// What a pattern asks for. The places are the children in their order, without punctuation; of an expression statement
// its expression and then the children of that, without the type of an assignment; of a function its parameters.
struct Skeleton {
    std::array<Kind, skeleton_places> children{};          // Kind::nothing: anything, or nothing
    std::array<Kind, skeleton_places> inner{};             // the same of each one's own first child
    std::array<std::uint16_t, skeleton_places> spelled{};  // 1 + the feature that its last name is; 0: any
    std::array<std::uint8_t, skeleton_places> holes{};     // 1 + the hole that catches it; 0: none
    Kind next{}, next_inner{};                             // the statement that follows, and its first child
    Kind kind{};                                           // of the node itself
    std::uint16_t own{};                                   // as `spelled`, of a node that is a name
    char prefix{};                                         // of `f"$x"`: the letter before the quotes; 0: any, or none
    bool asks_children = false;
    bool asks_more = false;  // of anything but `children`
};
Skeleton skeleton_of(const RulePack& pack, const PatternData& pattern);
// Of the statement that follows the pattern's first `$$gap`, which asks for nothing where there is none.
Skeleton skeleton_after_gap(const RulePack& pack, const PatternData& pattern);

// The names that are called in the first places of a statement, each as one of 64 bits; all of them where one is no
// name.
inline constexpr std::size_t name_places = 3;
struct StatementNames {
    std::uint64_t kind = 0;
    std::array<std::uint64_t, name_places> called{};
};
using NamesOfStatements = std::unordered_map<NodeId, StatementNames>;

bool asks_call(const Skeleton& skeleton, std::size_t place);  // of a certain name

// What a node has in these places, looked at when the first pattern cares.
class Around {
  public:
    Around(const Model& model, Node node) : model_(&model), node_(node) {}

    const std::array<Kind, skeleton_places>& children() {
        if (!looked_) look();
        return kinds_;
    }
    // The node in such a place; none if there are fewer.
    Node child(std::size_t place) { return children()[place] == no_child ? Node() : Node(node_.tree(), nodes_[place]); }
    bool children_fit(const Skeleton& skeleton);
    bool more_fits(const Skeleton& skeleton);
    // May it fit one of the next statements, as far as a gap reaches, by the names that they spell?
    bool may_fit_behind(const Skeleton& skeleton, NamesOfStatements& names);
    StatementNames names();

  private:
    static constexpr std::uint16_t not_asked = 0xffff, no_name = 0xfffe, any_name = 0;

    void look();
    void add(Node parent, std::size_t& count);
    Kind inner(std::size_t place);
    std::uint16_t spelled_at(std::size_t place);
    std::uint16_t name_of(Node node) const;
    void find_behind(NamesOfStatements& names);

    const Model* model_;
    Node node_, next_;
    // What look() writes: it would take long to clear them for each node, and most are not looked at.
    std::array<NodeId, skeleton_places> nodes_;
    std::array<Kind, skeleton_places> kinds_, inner_;
    std::array<std::uint16_t, skeleton_places> spelled_;
    std::uint16_t own_ = not_asked;
    StatementNames behind_{};
    Kind next_inner_{};
    bool looked_ = false, looked_behind_ = false, looked_behind_for_names_ = false;
};

// Up to 64 patterns at a time: which of them may fit at a node, by the kinds of its children?
class SkeletonTable {
  public:
    // A small number for each kind that a pattern may ask for; the rest share 0.
    class Classes {
      public:
        Classes() = default;
        explicit Classes(std::span<const Skeleton* const> skeletons);
        std::size_t count() const { return kinds_.size(); }
        std::size_t of(Kind kind) const { return of_[static_cast<unsigned>(kind) & 511]; }
        // The classes of what fits where `wanted` is asked for.
        std::span<const std::uint8_t> fitting(Kind wanted) const { return fitting_[of(wanted)]; }

      private:
        std::array<std::uint8_t, 512> of_{};
        std::vector<Kind> kinds_;
        std::vector<std::vector<std::uint8_t>> fitting_;
    };

    SkeletonTable() = default;
    SkeletonTable(const Classes& classes, std::span<const Skeleton* const> skeletons);

    // Of those from 64 * `word` on, a bit for each that may fit.
    std::uint64_t may_fit(const Classes& classes, std::size_t word, Around& around) const {
        if (places_ == 0) return ~std::uint64_t{0};
        std::uint64_t out = ~std::uint64_t{0};
        const auto& children = around.children();
        const std::uint64_t* row = masks_.data() + word * classes.count() * places_;
        for (std::size_t place = 0; place < places_ && out; ++place, row += classes.count())
            out &= row[classes.of(children[place])];
        return out;
    }

  private:
    std::size_t places_ = 0;            // that any of them cares for
    std::vector<std::uint64_t> masks_;  // by word, place and class
};

}  // namespace zen
