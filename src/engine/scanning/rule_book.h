// All rules there are, and what a run selects of them.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/finding.h"
#include "engine/matching/match.h"
#include "engine/matching/pack.h"
#include "semantics/library/python_version.h"

namespace zen {

// The program's rules and the user's own. The packs must outlive it.
class RuleBook {
  public:
    RuleBook(const RulePack& builtin, std::span<const CourseSection> sections);
    void add(const RulePack& pack);  // of users' pages
    void set_severity(RuleId id, Severity severity);

    struct Entry {
        const RulePack* pack;
        const RuleData* data;
        Native native;

        std::string_view code() const { return (*pack)[data->code]; }
        std::string_view name() const { return (*pack)[data->name]; }
        std::string_view title() const { return (*pack)[data->title]; }
        // Why its fixes are unsafe; with holes.
        std::string_view reason() const { return (*pack)[data->unsafe_because]; }
    };
    std::span<const Entry> rules() const { return entries_; }
    const Entry& operator[](RuleId id) const { return entries_[id]; }
    std::optional<RuleId> find(std::string_view code_or_name) const;
    std::span<const CourseSection> sections() const { return sections_; }
    // The section of the course that a rule belongs to; null for users' rules.
    const CourseSection* section(RuleId id) const;
    // The aliases of one of the rule's matches, in the order of the page.
    std::vector<std::string_view> aliases(RuleId id, std::uint32_t match) const;
    // The kind of a match's findings; for a rule of the engine's own, which has no matches, the rule's.
    RuleKind kind(RuleId id, std::uint32_t match) const;
    // Is the match on where nothing is selected: on by its page, and no matter of taste?
    bool on_by_default(RuleId id, std::uint32_t match) const;
    // Does `fits` say so of one of the aliases?
    template <class Fits>
    bool any_alias(RuleId id, std::uint32_t match, Fits fits) const {
        for (Str s : alias_strings(id, match))
            if (fits((*entries_[id].pack)[s])) return true;
        return false;
    }

  private:
    std::span<const Str> alias_strings(RuleId id, std::uint32_t match) const;

    std::vector<Entry> entries_;
    std::unordered_map<std::string_view, RuleId> known_;    // by code and by name; of several, the first
    std::vector<std::shared_ptr<const RuleData>> changed_;  // the entries refer to them
    std::span<const CourseSection> sections_;
};

// What the user makes of a match's fixes: as its page says, none to be made, all of them safe (but not those for
// display), or all of them unsafe.
enum class FixPolicy : std::uint8_t { as_is, never, safe, unsafe };

// What a run looks for, and how.
struct Selection {
    std::vector<std::vector<bool>> matches;     // by rule, by match: is it selected?
    std::vector<bool> asked_for;                // by rule: chosen by its own code or name, or another tool's code
    std::vector<OptionValues> options;          // by rule; empty: the defaults
    std::vector<std::vector<FixPolicy>> fixes;  // by rule, by match; empty: all as they are
    PythonVersion target;
    bool target_known = false;  // by a setting; else `target` is only what rules may count on
    std::uint32_t line_length = 88;
    std::string current;             // the absolute folder that relative paths of files are seen from
    bool include_generated = false;  // look at files that a program writes, too
    bool doctests = false;           // look at examples with prompts, too

    static Selection of(const RuleBook& book);  // everything off
    void select(const RuleBook& book, RuleId rule);
    bool selected(RuleId rule) const;
};

// Bytes that are the same for two runs that find the same in every file, see RuleSet::identity.
std::string identity_of(const RuleBook& book, const Selection& selection);

}  // namespace zen
