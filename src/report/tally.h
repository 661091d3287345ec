// How often each rule has spoken, and what is said about it at the end of a run.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "report/report.h"

namespace zen {

class Tally {
  public:
    struct Count {
        const RuleBook* book;
        RuleId rule;
        std::uint32_t found = 0, safe = 0, unsafe = 0;              // of those found: how many have such a fix
        std::array<std::uint32_t, rule_kind_names.size()> kinds{};  // how many are of each kind
        // The kind of most of them.
        RuleKind kind() const;
        std::string_view code() const { return (*book)[rule].code(); }
    };

    void add(const FileReport& report);
    void add(const Tally& other);
    std::span<const Count> counts() const { return counts_; }
    // The counts by number, then by code.
    std::vector<Count> sorted() const;
    std::uint32_t found() const;
    std::uint32_t safe() const;
    std::uint32_t unsafe() const;

  private:
    Count& of(const RuleBook* book, RuleId rule);
    std::vector<Count> counts_;  // few: a file rarely breaks more than a dozen rules
};

// A line a rule: number, code, how much of it a fix mends ([*] all, [-] some, [ ] none), name.
std::string statistics_text(const Tally& tally, const Look& look);
std::string statistics_json(const Tally& tally);

struct RunSummary {
    std::uint32_t files = 0, files_with_findings = 0;
    std::uint32_t fixed = 0, files_fixed = 0;
    bool unsafe_fixes = false;  // are unsafe fixes made or asked about?
    bool fixing = false;
    bool fix_only = false;                    // what is left was not looked at
    std::string fixes_shown;                  // what was fixed, in lines; empty when nobody asks
    std::optional<std::uint32_t> most_shown;  // findings in a report; nothing: all
    std::string note;                         // a line more, or with `only_note` the one line
    bool only_note = false;
};

// The closing lines: counts, and what could be fixed. `kinds`: how many of each kind, too.
std::string summary_text(const Tally& tally, const RunSummary& run, bool kinds, const Look& look);

// The lessons of the course that explain the findings, those with the most first, each with the codes of its rules.
// `codes`: those of the rules that count; null: all.
std::string lessons_text(const Tally& tally, const std::set<std::string_view>* codes, const Look& look);

}  // namespace zen
