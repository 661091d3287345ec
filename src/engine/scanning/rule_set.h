// All rules there are, and the ones that a run uses, arranged so that a scan asks only rules that may fit.
#pragma once
#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/fixing/verdict.h"
#include "engine/matching/match.h"
#include "engine/matching/pack.h"

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
    std::vector<std::shared_ptr<const RuleData>> changed_;  // the entries refer to them
    std::span<const CourseSection> sections_;
};

// What the user makes of a match's fixes: as its page says, none to be made, all of them safe (but not those for
// display), or all of them unsafe.
enum class FixPolicy : std::uint8_t { as_is, never, safe, unsafe };

// What a run looks for, and how.
struct Selection {
    std::vector<std::vector<bool>> matches;     // by rule, by match: is it selected?
    std::vector<OptionValues> options;          // by rule; empty: the defaults
    std::vector<std::vector<FixPolicy>> fixes;  // by rule, by match; empty: all as they are
    PythonVersion target;
    bool target_known = false;  // by a setting; else `target` is only what rules may count on
    std::uint32_t line_length = 88;
    bool include_generated = false;  // look at files that a program writes, too

    static Selection of(const RuleBook& book);  // everything off
    void select(const RuleBook& book, RuleId rule);
    bool selected(RuleId rule) const;
};

class RuleSet {
  public:
    RuleSet(const RuleBook& book, Selection selection);

    const RuleBook& book() const { return *book_; }
    const Selection& selection() const { return selection_; }
    bool selected(RuleId rule) const { return selection_.selected(rule); }
    // Bytes that are the same for two sets that find the same in every file, as far as this program goes: what is
    // selected, the options, the Python version, and the pages of users' rules.
    const std::string& identity() const { return identity_; }

    // Every finding of the pattern and native rules, in no order; of a rule that fails, a finding of internal-fault.
    // `without`: leave that condition out.
    std::vector<Finding> scan(const Model& model, const Clause* without = nullptr) const;
    // The same in parts of the tree: the findings of each, which is a range of whole subtrees.
    struct Part {
        NodeId first, end;
    };
    std::vector<std::vector<Finding>> scan(const Model& model, std::span<const Part> parts) const;
    // Is there a node at which a pattern would be tried: of the kind that it begins with, under the name that it
    // spells?
    bool near(const Model& model) const;

  private:
    // One pattern or native part, to be tried at nodes of its kind.
    struct Try {
        RuleId rule;
        std::uint32_t match;
        const PatternData* pattern;  // null: `native on`
        const RuleBook::Entry* entry;
        const MatchData* data;
        std::uint32_t gate;  // of gates_; no_id without
        // What the first children must be for the pattern to fit; Kind::nothing: anything. Parentheses may always
        // stand there, and an attribute where a name is asked for.
        std::array<Kind, 4> children;
        bool asks_children;
    };
    struct Scan;
    Scan begin_scan(const Model& model, const Clause* without, bool whole) const;
    void scan_part(Scan& scan, const Model& model, Part part) const;
    void add(Try t);
    void add(std::string_view key, Kind kind, const Try& t);
    void try_all(const std::vector<Try>& tries, Node node, Scan& scan) const;
    void ask(const Try& t, Node node, Scan& scan) const;  // the scan's match has been begun for it
    // The rule is asked no more in this file.
    void fail(Scan& scan, RuleId rule, Node node, std::string message) const;
    void leave_out_costliest(Scan& scan, Node node) const;
    // The places where the file reads a name that it imports and that a pattern of a mere name (`typing.List`) asks
    // for.
    using ImportedNames = std::vector<std::pair<Node, const std::vector<Try>*>>;
    ImportedNames imported_names(const Model& model) const;
    ImportedNames imported_names(const Model& model, std::span<const Part> parts) const;
    std::optional<Finding> judge(const Try& t, Match& match, const Clause* without) const;
    static Finding reported(const Try& t, Match& match, Found* by_native, const Clause* without);

    const RuleBook* book_;
    Selection selection_;
    std::string identity_;
    std::vector<std::vector<Try>> by_kind_;
    std::vector<std::uint8_t> asked_;  // by kind: is there anything to try?
    std::unordered_map<std::string_view, std::vector<Try>> by_call_, by_attribute_;  // by the last name that is spelled
    std::unordered_map<std::string_view, std::vector<Try>> by_import_;  // patterns that are one dotted name
    // The same names, as a filter that answers "certainly not" at once: a bit for each of their shapes.
    std::vector<bool> shapes_;
    // What matches ask of the file as a whole, which is answered once a file.
    struct Gate {
        const RuleBook::Entry* entry;
        const MatchData* data;
    };
    std::vector<Gate> gates_;
};

}  // namespace zen
