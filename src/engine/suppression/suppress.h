// The comments by which people silence findings: ours, and those of other linters through the rules' aliases.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/finding.h"
#include "engine/scanning/rule_set.h"
#include "engine/suppression/directives.h"
#include "syntax/tree.h"
#include "text/source.h"

namespace zen {

// A finding that a comment took out.
struct Suppressed {
    Finding finding;
    Span directive;
    std::string reason;  // empty: the comment gives none
};

// The rules that speak of the comments themselves, where they are selected.
struct CommentRules {
    std::optional<RuleId> unused;   // ZEN0004
    std::optional<RuleId> unknown;  // ZEN0005
};

// Takes out the findings that a comment silences; then gives a finding for each of zenlint's own codes and comments
// that silenced nothing though their rules ran, and for each name that no rule has. `silenced` gets what was taken out.
std::vector<Finding> suppress(std::vector<Finding*>& findings, const std::vector<Suppression>& all,
                              const RuleSet& rules, const Tree& tree, const Source& source, CommentRules about,
                              std::vector<Suppressed>* silenced = nullptr);

}  // namespace zen
