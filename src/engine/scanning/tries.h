// What a run may find, put in order for the walk over a file: which patterns and native parts are tried at which node?
#pragma once
#include <bitset>
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

// Rows of one of the arrays of Tries.
struct TryRows {
    std::uint32_t first = 0, count = 0;
};

// One pattern or native part, to be tried at nodes of its kind. What every try reads comes first, in one line of the
// processor's cache: there are thousands of them, and each is read at some other node.
struct alignas(64) Try {
    RuleId rule = 0;
    std::uint32_t match = 0;
    const PatternData* pattern = nullptr;  // null: `native on`
    const RulePack* pack = nullptr;
    const RuleData* of_rule = nullptr;
    const MatchData* data = nullptr;
    Native native = nullptr;  // null: the page says all
    TryRows at_once{};        // of Tries::at_once
    Slice where{};  // the match's conditions but for the first ones, if they are the gate's or decided by `at_once`
    bool asks_behind = false;                // does `after_gap` differ from most statements?
    const RuleBook::Entry* entry = nullptr;  // null: no try, a gap
    std::uint32_t gate = no_id;              // see Tries::shut; no_id without
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
    // One of those from `first` on?
    bool any(TryId first, std::uint32_t count) const {
        for (TryId id = first; id < first + count; ++id)
            if (has(id)) return true;
        return false;
    }

  private:
    std::vector<std::uint64_t> words_;
};

class Tries {
  public:
    Tries(const RuleBook& book, const Selection& selection);

    const Try& operator[](TryId id) const { return tries_[id]; }
    // What a node must have below itself for it. Kept apart from the rest, since most tries end here.
    const ContentNeeds& below(TryId id) const { return below_[id]; }

    // What is asked of a node before the pattern is matched there.
    std::span<const AtOnce> at_once(const Try& t) const {
        return std::span(at_once_).subspan(t.at_once.first, t.at_once.count);
    }
    // The same as bits, each of which is a question of the try's kind: what many tries ask of a node is asked once. A
    // try has none if it asks what is beyond the 64 that its kind asks most.
    std::uint64_t questions(TryId id) const { return question_bits_[id]; }
    // Those whose skeleton asks for more than the kinds of children. Kept apart: the others need not be read for it.
    std::uint64_t asking_more(std::uint32_t word) const { return asking_more_.word(word); }
    const ContentBits& content_bits() const { return content_bits_; }
    // What the patterns of a pack need in a node.
    std::span<const Contents> code_needs(const RulePack& pack) const { return code_needs_.find(&pack)->second; }

    // Those at nodes of a kind, 64 at a time: they begin with a word of their own.
    struct OfKind {
        std::uint32_t first_word = 0, words = 0;
        SkeletonTable skeletons;
        TryRows questions{};  // of asked_
    };
    const AtOnce& question(const OfKind& tries, unsigned bit) const {
        return at_once_[asked_[tries.questions.first + bit]];
    }
    // Of 64 tries, those that ask it, a bit for each.
    std::uint64_t asking(std::uint32_t word, unsigned question) const {
        return asking_[word * most_questions + question];
    }
    const OfKind& of_kind(Kind kind) const { return by_kind_[static_cast<unsigned>(kind)]; }
    // The kinds that have any.
    std::span<const Kind> kinds() const { return kinds_; }
    // Of 64 tries at that kind of node, a bit for each that may fit there, by the kinds of its children.
    std::uint64_t may_fit(const OfKind& tries, std::uint32_t word, Around& around) const {
        return tries.skeletons.may_fit(classes_, word, around);
    }

    // Those at calls and attributes that spell a name, in their order.
    struct Group {
        TryId first = 0;
        std::uint32_t count = 0;
    };
    // All of those at a kind.
    Group all_of_name(Kind kind) const { return kind == Kind::call ? all_by_call_ : all_by_attribute_; }
    Group of_name(Kind kind, std::string_view name) const {
        return keys_[spelled(name)] ? group(kind == Kind::call ? by_call_ : by_attribute_, name) : Group();
    }
    // Those whose pattern is one dotted name that ends like this, to be tried where the file reads an import.
    bool any_of_import() const { return !by_import_.empty(); }
    Group of_import(std::string_view name) const {
        return import_keys_[spelled(name)] ? group(by_import_, name) : Group();
    }

    // Is there one for files with names that nothing binds?
    bool needs_missing_name() const { return needs_missing_name_; }

    // What matches ask of the file as a whole (`the file imports …`), one gate a match: is the file none for it?
    std::vector<bool> shut(Match& match, const Presence& presence) const;
    // The tries that the file has a use for. `presence` null: whatever it has and lacks.
    TryBits open(const Model& model, const std::vector<bool>& shut, const Presence* presence) const;
    void close(TryBits& open, RuleId rule) const;
    // Those of one match of the rule.
    void close(TryBits& open, RuleId rule, std::uint32_t match) const;
    // That of one pattern.
    void close(TryBits& open, const PatternData& pattern) const;

  private:
    using ByName = std::unordered_map<std::string_view, Group>;
    struct Arranging;
    struct Gate;
    Gate gate_of(const RuleBook::Entry& entry, const MatchData& data, Arranging& arranging);
    void arrange(const Arranging& arranging);
    void ask_first();
    void share_questions(OfKind& tries);
    static Group group(const ByName& groups, std::string_view name) {
        auto it = groups.find(name);
        return it == groups.end() ? Group() : it->second;
    }

    std::vector<Try> tries_;      // with gaps between the kinds
    std::vector<TryId> by_rule_;  // sorted by rule, without the gaps
    std::vector<ContentNeeds> below_;
    std::vector<AtOnce> at_once_;
    std::vector<std::uint64_t> question_bits_;
    std::vector<std::uint32_t> asked_;  // of at_once_
    static constexpr std::size_t most_questions = 64;
    std::vector<std::uint64_t> asking_;  // by word of tries and question
    ContentBits content_bits_;
    std::unordered_map<const RulePack*, std::vector<Contents>> code_needs_;
    SkeletonTable::Classes classes_;
    std::vector<OfKind> by_kind_;
    std::vector<Kind> kinds_;
    ByName by_call_, by_attribute_, by_import_;
    Group all_by_call_, all_by_attribute_;
    // May it be the name of a call or attribute, or of an import, that is asked for?
    std::bitset<spelling_count> keys_, import_keys_;
    // What tries need of a file; those in `undemanding_` need nothing. Flat, since each file is asked for all of it.
    struct Demand {
        TryId id;
        TryRows all;      // of needed_
        TryRows choices;  // of choices_
    };
    void demand(TryId id, const Needs& needs);
    bool met(const Demand& demand, const Presence& presence) const;
    std::vector<Demand> demands_;
    std::vector<TryRows> choices_;       // of alternatives_
    std::vector<TryRows> alternatives_;  // of needed_
    std::vector<Feature> needed_;
    // Those that need the same thing before all else, side by side: most files have few of these things.
    struct Demands {
        Feature first_need;
        std::uint32_t first, count;  // of `demands_`
    };
    std::vector<Demands> demands_by_need_;
    std::uint32_t choosy_ = 0;  // from here on: those that need one of several things
    TryBits all_, undemanding_, in_stubs_, asking_more_;
    bool needs_missing_name_ = false;
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
