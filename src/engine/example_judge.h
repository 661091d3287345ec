// Judges the examples of one page.
#pragma once
#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/examples.h"
#include "engine/lint.h"
#include "text/formatted.h"

namespace zen {

// For one page. examples.cpp asks whether each block gives what it says, example_needs.cpp which lines of the page the
// examples need.
class Judge {
  public:
    Judge(const RuleBook& book, RuleId rule, bool all) : book_(book), rule_(rule), entry_(book[rule]), all_(all) {}
    std::vector<Trouble> run();

  private:
    void say(std::uint32_t line, std::string message);
    bool needed(const Clause& c) const;
    void check_needed(Slice clauses, std::string_view why) {
        check_needed(clauses, why, [](const Clause&) { return std::string(); });
    }
    void check_needed(Slice clauses, std::string_view why, auto&& hint) {
        for (const Clause& c : RulePack::of(entry_.pack->clauses, clauses))
            if (!needed(c) && reported_.insert(c.line).second)
                say(c.line, formatted("{}`{}`{}", why, (*entry_.pack)[c.text], hint(c)));
    }
    std::string missing_ok(const Clause& c, const MatchData& m) const;
    void check_joined(Slice clauses, std::string_view why);
    void each_joined(Slice clauses, auto&& visit) const {
        for (const Clause& c : RulePack::of(entry_.pack->clauses, clauses))
            for (const Clause& one : RulePack::of(entry_.pack->clauses, c.choice)) visit(one);
    }
    // The conditions that choose between messages and edits.
    void each_variant(const MatchData& m, auto&& visit) const {
        for (const SayData& s : RulePack::of(entry_.pack->says, m.says)) visit(s.when);
        for (const EditData& e : RulePack::of(entry_.pack->edits, m.edits)) visit(e.when);
    }
    bool context(const ExampleData& e);
    RuleSet alone() const;
    std::vector<Finding> mine(const Source& source, const RuleSet& rules) const;
    bool parses(const ExampleData& e, std::string_view code);
    std::string why_silent(const Source& source) const;
    static std::string found(const Source& source, const std::vector<Finding>& findings);
    void judge_bad(const ExampleData& e, const ExampleData* good);
    void judge_parts(const ExampleData& e, const Source& whole, const RuleSet& rules);
    static bool unfixed(const Source& source, const RuleSet& rules);
    bool judge_part(const ExampleData& e, const ExampleData* good, const Source& source, const RuleSet& rules,
                    std::size_t parts);
    void learn_bad(const ExampleData& e, const Source& source, std::uint32_t line);
    void judge_fix(const ExampleData& e, const ExampleData& good, const Source& source, const RuleSet& rules);
    void learn_variants(const Source& source, const RuleSet& rules);
    void learn_choice(const Source& source, const RuleSet& rules, std::uint32_t match);
    void learn_alternatives(const Source& source, const RuleSet& rules, std::uint32_t match);
    void learn_unsafe(const Source& source);
    void learn_safe(const Source& source);
    void judge_good(const ExampleData& e);
    std::string beginnings() const;
    void learn_parted(const Model& model, std::uint32_t line, std::set<std::string>& before);
    void judge_ok(const ExampleData& e);

    const RuleBook& book_;
    RuleId rule_;
    RuleBook::Entry entry_;
    bool all_;
    Selection selection_;
    std::string path_;
    bool taste_ = false;  // the fence says so of its bad code
    std::vector<const Clause*> needed_;
    std::set<std::uint32_t> reported_;
    std::set<std::uint32_t> reached_;  // lines of the matches, and of their patterns, that report a bad example
    struct Bad {
        std::uint32_t line;  // of the fence
        std::string code;
    };
    std::map<std::uint32_t, Bad> first_bad_;  // by the line of the match that reports it
    std::string parted_;                      // why an `ok` may prove less than its author thinks
    std::vector<Trouble> wrong_;
};

}  // namespace zen
