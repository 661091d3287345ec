// The whole way of a file: source → tree → model → findings. A pure function of its arguments.
#pragma once
#include <vector>

#include "engine/finding.h"
#include "engine/rule_set.h"
#include "engine/suppress.h"
#include "text/source.h"

namespace zen {

// The findings of a file in the order of their places. A rule that fails becomes a finding of internal-fault; the
// others stand. `silenced` gets what comments took out.
std::vector<Finding> lint(const Source& source, const RuleSet& rules, std::vector<Suppressed>* silenced = nullptr);

// What becomes of all that the rules found, in the order of the tree: some yield, some are silenced, the tool's own are
// added, and each learns its noqa row.
std::vector<Finding> finish_lint(std::vector<Finding> findings, const Tree& tree, const Source& source,
                                 const RuleSet& rules, std::vector<Suppressed>* silenced = nullptr);

// Drops the findings of rules that yield to another one that reports an overlapping span.
void drop_yielding(std::vector<Finding>& findings, const RuleSet& rules);
// By place, then by rule; of equal ones, one.
void sort_findings(std::vector<Finding>& findings);

}  // namespace zen
