// The comments by which people silence findings, read: zenlint's own and other linters'.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/suppression/forms.h"
#include "syntax/tree.h"
#include "text/source.h"

namespace zen {

// One comment's wish, over a range of rows. Of pylint's `disable`, `enable` and `disable-next` the row is the one that
// pylint reads the comment at: see pylint_lines.h.
struct Suppression {
    using Form = SuppressionForm;
    Form form;
    std::uint32_t first_row, last_row;    // inclusive, from 1
    std::vector<std::string_view> codes;  // empty: every rule
    Span comment;                         // the whole comment
    Span directive;                       // the part of it that is meant, from `#` or from its keyword, with the reason
    std::string_view reason;              // what stands behind `--`: `# noqa: X -- why`
};

std::vector<Suppression> suppressions(const Tree& tree, const Source& source);
// The comments among nodes [first, end) that may silence something, in order; and the same as above when they are
// known.
void find_directives(const Tree& tree, NodeId first, NodeId end, std::vector<NodeId>& out);
std::vector<Suppression> suppressions(const Tree& tree, const Source& source, std::span<const NodeId> directives);

}  // namespace zen
