// What a file has at all: kinds of nodes, and names that it spells. A pattern that needs others cannot fit in it.
#pragma once
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <vector>

#include "engine/matching/pack.h"
#include "semantics/model.h"

namespace zen {

// A thing that a file has or lacks: a kind of node, or the spelling of an identifier or string. Spellings share 32,768
// numbers, so what is said to be there may be another one.
using Feature = std::uint16_t;
inline constexpr unsigned spelling_count = 32768, feature_count = spelling_count + 512;
inline Feature spelled(std::string_view name) {
    std::uint64_t word = 0;
    const std::size_t size = name.size();
    if (size >= 4) {
        std::uint32_t head, tail;
        std::memcpy(&head, name.data(), 4);
        std::memcpy(&tail, name.data() + size - 4, 4);
        word = head | std::uint64_t{tail} << 32;
    } else if (size > 0) {
        auto byte = [&](std::size_t at) { return static_cast<std::uint64_t>(static_cast<unsigned char>(name[at])); };
        word = byte(0) | byte(size / 2) << 8 | byte(size - 1) << 16;
    }
    static_assert(spelling_count == 1u << 15);
    return static_cast<Feature>((word + size) * 0x9E3779B97F4A7C15u >> 49);
}
constexpr Feature kind_feature(Kind kind) {
    return static_cast<Feature>(spelling_count + (static_cast<unsigned>(kind) & 511));
}

// There is a name that is undefined, or read before it is bound. Asked of the model, so only for rules that need it.
inline constexpr Feature missing_name = spelling_count + 511;
static_assert(kind_bound <= 511);

class Presence {
  public:
    // What of the file's names is no part of its text; the rest is added by NodeContents, or by a pass of its own.
    explicit Presence(const Model& model);
    void add(Feature feature) { there_[feature] = true; }
    void add_nodes(const Tree& tree);
    bool has(Feature feature) const { return there_[feature]; }
    bool has_all(const std::vector<Feature>& features) const;

  private:
    std::bitset<feature_count> there_;
};

// The names of which a class or function must have one, as `the class has a method __eq__` asks for; none if the
// condition asks for no such thing, or for names that are not written out.
std::span<const Str> members_asked_for(const RulePack& pack, const Clause& clause, const PatternData* pattern);

// Kinds that a pattern writes and code may have in another form.
bool has_other_forms(Kind kind);
// Is it the operator of a pattern's node of that kind, which code that fits has, too?
bool is_operator(const PatternNode& node, Kind parent);
// Parts of a definition are matched by their roles, and a mere run stands for no such part, too: is the pattern's node
// `at`, whose parent is of that kind, such a part?
bool may_be_missing(std::span<const PatternNode> nodes, std::uint32_t at, Kind parent);

// What a file must have for the pattern to fit, the rarest first, as far as one can tell.
std::vector<Feature> features_of(const RulePack& pack, const PatternData& pattern);

// What a file must have for a pattern and the conditions of its match to hold.
struct Needs {
    std::vector<Feature> all;  // the rarest first, as far as one can tell
    // Of each choice one alternative, of which the file must have everything.
    std::vector<std::vector<std::vector<Feature>>> choices;

    bool empty() const { return all.empty() && choices.empty(); }
};
// `pattern` null: of the match's conditions alone.
Needs needs_of(const RulePack& pack, const MatchData& match, const PatternData* pattern);

}  // namespace zen
