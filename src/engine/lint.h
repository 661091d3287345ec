// The whole way of a file: source → tree → model → findings. A pure function of its arguments.
#pragma once
#include <span>
#include <vector>

#include "engine/finding.h"
#include "engine/scanning/rule_set.h"
#include "engine/suppression/suppress.h"
#include "semantics/world.h"
#include "text/source.h"

namespace zen {

// The findings of a file in the order of their places. A rule that fails becomes a finding of internal-fault; the
// others stand. `silenced` gets what comments took out.
// `world` is what other files say.
std::vector<Finding> lint(const Source& source, const RuleSet& rules, std::vector<Suppressed>* silenced = nullptr,
                          const World& world = {});

// What becomes of all that the rules found: some yield, some are silenced, the tool's own are added. What is left is
// sorted. `own` gets the tool's own findings, `directives` are the tree's (see suppress.h); `scope_nodes` those of the
// kinds that scope_checks.h names, where they are known.
std::vector<Finding*> finish_lint(std::vector<Finding*> findings, std::vector<Finding>& own, const Model& model,
                                  const Source& source, const RuleSet& rules, std::span<const NodeId> directives,
                                  std::vector<Suppressed>* silenced = nullptr,
                                  const std::vector<NodeId>* scope_nodes = nullptr);
// Each finding learns the row at whose end a noqa would silence it.
void find_noqa_rows(std::vector<Finding>& findings, const Tree& tree, const Source& source);

// By place, then by rule; of equal ones, one.
void sort_findings(std::vector<Finding>& findings);
// Does one come before the other, by place and then by rule?
bool comes_before(const Finding& a, const Finding& b);

}  // namespace zen
