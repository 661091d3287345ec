// The rules that a run uses, arranged so that a scan asks only rules that may fit.
#pragma once
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/finding.h"
#include "engine/matching/pack.h"
#include "engine/scanning/rule_book.h"
#include "semantics/model.h"

namespace zen {

class Tries;

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
    // `without`, `without_pattern`: leave that condition, or that pattern, out.
    std::vector<Finding> scan(const Model& model, const Clause* without = nullptr,
                              const PatternData* without_pattern = nullptr) const;
    // The same in parts of the tree: the findings of each, which is a range of whole subtrees.
    struct Part {
        NodeId first, end;
    };
    std::vector<std::vector<Finding>> scan(const Model& model, std::span<const Part> parts) const;
    // What matches ask of the file as a whole (`the file contains …`): for each of them, is the file none for it? While
    // these answers stay, what is found in one place hangs on its surroundings and the names that it uses.
    std::vector<bool> shut_gates(const Model& model) const;
    // The rules whose findings a rule gives way to.
    const std::vector<RuleId>& yields(RuleId rule) const { return yields_[rule]; }
    // Is there a node at which a pattern would be tried: of the kind that it begins with, under the name that it
    // spells?
    bool near(const Model& model) const;

  private:
    const RuleBook* book_;
    Selection selection_;
    std::string identity_;
    std::shared_ptr<const Tries> tries_;
    std::vector<std::vector<RuleId>> yields_;  // by rule
};

}  // namespace zen
