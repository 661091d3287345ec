// Which rows belong to one logical line.
#pragma once
#include <cstdint>

#include "syntax/tree.h"
#include "text/line_index.h"

namespace zen {

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

}  // namespace zen
