// What a run may find, put in order for the walk over a file: which patterns and native parts are tried at which node?
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/matching/match.h"
#include "engine/matching/pack.h"
#include "engine/scanning/at_once.h"
#include "engine/scanning/node_contents.h"
#include "engine/scanning/presence.h"
#include "engine/scanning/rule_book.h"
#include "engine/scanning/skeleton.h"

namespace zen {

// One pattern or native part, to be tried at nodes of its kind.
struct Try {
    RuleId rule = 0;
    std::uint32_t match = 0;
    const PatternData* pattern = nullptr;  // null: `native on`
    const RuleBook::Entry* entry = nullptr;
    const MatchData* data = nullptr;
    ContentNeeds below{};
    Slice at_once{};             // of Tries::at_once
    bool asks_behind = false;    // does `after_gap` differ from most statements?
    std::uint32_t gate = no_id;  // see Tries::shut; no_id without
    Slice where{};               // the match's conditions but for the first ones, if they are the gate's
    Skeleton skeleton{};
    Skeleton after_gap{};  // of the statement behind the pattern's first gap
};
using TryId = std::uint32_t;

// A bit for each try.
class TryBits {
  public:
    TryBits() = default;
    explicit TryBits(std::size_t tries) : words_(tries / 64 + 1) {}
    bool has(TryId id) const { return words_[id / 64] >> id % 64 & 1; }
    void set(TryId id) { words_[id / 64] |= std::uint64_t{1} << id % 64; }
    void clear(TryId id) { words_[id / 64] &= ~(std::uint64_t{1} << id % 64); }
    void keep_only(const TryBits& others) {
        for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= others.words_[i];
    }
    const std::uint64_t& word(std::size_t at) const { return words_[at]; }

  private:
    std::vector<std::uint64_t> words_;
};

class Tries {
  public:
    Tries(const RuleBook& book, const Selection& selection);

    const Try& operator[](TryId id) const { return tries_[id]; }

    // What is asked of a node before the pattern is matched there.
    std::span<const AtOnce> at_once(const Try& t) const {
        return std::span(at_once_).subspan(t.at_once.first, t.at_once.count);
    }
    const ContentBits& content_bits() const { return content_bits_; }

    // Those at nodes of a kind, 64 at a time: they begin with a word of their own.
    struct OfKind {
        std::uint32_t first_word = 0, words = 0;
        SkeletonTable skeletons;
    };
    const OfKind& of_kind(Kind kind) const { return by_kind_[static_cast<unsigned>(kind)]; }
    // Of 64 tries at that kind of node, a bit for each that may fit there, by the kinds of its children.
    std::uint64_t may_fit(const OfKind& tries, std::uint32_t word, Around& around) const {
        return tries.skeletons.may_fit(classes_, word, around);
    }

    // Those at calls and attributes that spell a name, in their order.
    struct Group {
        TryId first = 0;
        std::uint32_t count = 0;
    };
    bool any_of_name(Kind kind) const { return !(kind == Kind::call ? by_call_ : by_attribute_).empty(); }
    Group of_name(Kind kind, std::string_view name) const {
        return keys_[spelled(name)] ? group(kind == Kind::call ? by_call_ : by_attribute_, name) : Group();
    }
    // Those whose pattern is one dotted name that ends like this, to be tried where the file reads an import.
    bool any_of_import() const { return !by_import_.empty(); }
    Group of_import(std::string_view name) const { return group(by_import_, name); }

    // What matches ask of the file as a whole (`the file imports …`), one gate a match: is the file none for it?
    std::vector<bool> shut(Match& match, const Presence& presence) const;
    // The tries that the file has a use for. `presence` null: whatever it has and lacks.
    TryBits open(const Model& model, const std::vector<bool>& shut, const Presence* presence) const;
    void close(TryBits& open, RuleId rule) const;

  private:
    using ByName = std::unordered_map<std::string_view, Group>;
    struct Arranging;
    struct Gate;
    Gate gate_of(const RuleBook::Entry& entry, const MatchData& data, Arranging& arranging);
    void arrange(const Arranging& arranging);
    void ask_first();
    static Group group(const ByName& groups, std::string_view name) {
        auto it = groups.find(name);
        return it == groups.end() ? Group() : it->second;
    }

    std::vector<Try> tries_;  // with gaps between the kinds
    std::vector<AtOnce> at_once_;
    ContentBits content_bits_;
    SkeletonTable::Classes classes_;
    std::vector<OfKind> by_kind_;
    ByName by_call_, by_attribute_, by_import_;
    std::array<std::uint8_t, spelling_count> keys_{};  // is it the name of a call or attribute that is asked for?
    // What tries need of a file; those in `undemanding_` need nothing.
    struct Demand {
        TryId id;
        Needs needs;
    };
    std::vector<Demand> demands_;
    TryBits all_, undemanding_, in_stubs_;
    // What is asked of the file as a whole: the same question is answered once.
    struct FileQuestion {
        const RuleBook::Entry* entry;
        const MatchData* data;
        const Clause* clause;
        // Of `contains CODE or CODE`: what the file must have for each.
        std::vector<std::vector<Feature>> codes{};
    };
    std::vector<FileQuestion> questions_;
    struct Gate {
        std::vector<FileQuestion> asks;
        std::vector<std::uint32_t> questions;  // the same, of `questions_`
        std::vector<TryId> tries;
    };
    std::vector<Gate> gates_;
};

}  // namespace zen
