#include "engine/suppression/forms.h"

#include <algorithm>
#include <array>

namespace zen {
namespace {

constexpr std::string_view ruff = "ruff 0.17.6", flake8 = "flake8 7.5.0", pylint = "pylint 4.1.4", ours = "zenlint";

using enum SuppressionForm;

// A physical line: with the lines that a multi-line string or a backslash joins to it. A logical line: a simple
// statement, a compound one up to its colon.
constexpr std::array table = {
    FormFacts{noqa, "# noqa: ZEN1601", ours, "the logical line, for zenlint's own codes"},
    FormFacts{ignore, "# zenlint: ignore[ZEN1601]", ours, "the logical line; alone on a line, the statement below"},
    FormFacts{off, "# zenlint: off[ZEN1601]", ours, "from here to `# zenlint: on`"},
    FormFacts{file, "# zenlint: ignore-file[ZEN1601]", ours, "the file"},
    FormFacts{ruff_noqa, "# noqa: E711", ruff, "the physical line; within a multi-line f-string, nothing"},
    FormFacts{ruff_file_noqa, "# ruff: noqa: E711", ruff, "the file, alone on a line"},
    FormFacts{ruff_ignore, "# ruff: ignore[E711]", ruff,
              "the physical line; alone on a line, the logical line below, within brackets the physical one"},
    FormFacts{ruff_range, "# ruff: disable[E711]", ruff,
              "from here to `# ruff: enable[…]` with the same codes and indentation, else to the end of the block"},
    FormFacts{ruff_file_ignore, "# ruff: file-ignore[E711]", ruff, "the file, if not indented and alone on its line"},
    FormFacts{flake8_noqa, "# noqa: E7", flake8,
              "the physical line, which ends in an f-string's fields too; in strings too; codes are prefixes"},
    FormFacts{flake8_file, "# flake8: noqa", flake8, "the file, no matter which codes follow, alone on a line"},
    FormFacts{pylint_disable, "# pylint: disable=C0121", pylint,
              "after code, the line; alone on a line, the block, from its start if it is the first line"},
    FormFacts{pylint_enable, "# pylint: enable=C0121", pylint, "ends a `disable` in the same block"},
    FormFacts{pylint_next, "# pylint: disable-next=C0121", pylint, "the next line"},
    FormFacts{pylint_file, "# pylint: skip-file", pylint, "the file; `disable=all` too"},
};

static_assert(std::ranges::is_sorted(table, {}, &FormFacts::form));
static_assert(table.size() == static_cast<std::size_t>(pylint_file) + 1);

}  // namespace

std::span<const FormFacts> suppression_forms() {
    return table;
}

const FormFacts& facts(SuppressionForm form) {
    return table[static_cast<std::size_t>(form)];
}

}  // namespace zen
