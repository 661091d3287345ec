// The comments by which people silence findings: ours, and those of other linters through the rules' aliases.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/finding.h"
#include "engine/scanning/rule_set.h"
#include "syntax/tree.h"
#include "text/source.h"

namespace zen {

// One comment's wish, over a range of rows.
struct Suppression {
    enum class Form : std::uint8_t { noqa, ignore, off, file, foreign };
    Form form;
    std::uint32_t first_row, last_row;    // inclusive, from 1
    std::vector<std::string_view> codes;  // empty: every rule
    Span comment;                         // the whole comment
    Span directive;                       // the part of it that is ours, from `#` or from its keyword, with the reason
    std::string_view reason;              // what stands behind `--`: `# noqa: X -- why`
};

// A finding that a comment took out.
struct Suppressed {
    Finding finding;
    Span directive;
    std::string reason;  // empty: the comment gives none
};

// Rows of the logical lines: a simple statement from first to last line, a compound one up to its colon.
class LogicalLines {
  public:
    // Both must outlive it.
    LogicalLines(const Tree& tree, const LineIndex& lines) : tree_(tree), lines_(lines) {}
    struct Rows {
        std::uint32_t first, last;
    };
    // Those of the innermost logical line that the row belongs to; the row itself where it belongs to none.
    Rows around(std::uint32_t row) const;

  private:
    const Tree& tree_;
    const LineIndex& lines_;
};

std::vector<Suppression> suppressions(const Tree& tree, const Source& source);
// The comments among nodes [first, end) that may silence something, in order; and the same as above when they are
// known.
void find_directives(const Tree& tree, NodeId first, NodeId end, std::vector<NodeId>& out);
std::vector<Suppression> suppressions(const Tree& tree, const Source& source, std::span<const NodeId> directives);

// Takes out the findings that a comment silences; then, with `unused` (the rule ZEN0004), gives a finding for each of
// zenlint's own codes and comments that silenced nothing though their rules ran. `silenced` gets what was taken out.
std::vector<Finding> suppress(std::vector<Finding*>& findings, const std::vector<Suppression>& all,
                              const RuleSet& rules, const Tree& tree, const Source& source,
                              std::optional<RuleId> unused, std::vector<Suppressed>* silenced = nullptr);

}  // namespace zen
