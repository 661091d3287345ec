// Which rows belong to one logical line.
#pragma once
#include <cstdint>
#include <vector>

#include "syntax/tree.h"
#include "text/line_index.h"

namespace zen {

// Rows of a text, from 1, both inclusive.
struct Rows {
    std::uint32_t first, last;
};

// Rows of the logical lines: a simple statement from first to last line, a compound one up to its colon, a decorator.
class LogicalLines {
  public:
    // Both must outlive it.
    LogicalLines(const Tree& tree, const LineIndex& lines) : tree_(tree), lines_(lines) {}
    // Those of the innermost logical line that the row belongs to; the row itself where it belongs to none.
    Rows around(std::uint32_t row) const;

  private:
    const Tree& tree_;
    const LineIndex& lines_;
    // The simple statement that was found last: all its nodes have its rows, and there may be thousands.
    mutable NodeId first_ = 1, end_ = 0;
    mutable Rows rows_{};
};

// Rows of the physical lines, as ruff and flake8 have them: those that a multi-line string or a backslash joins are
// one.
class PhysicalLines {
  public:
    // Both must outlive it.
    PhysicalLines(const Tree& tree, const LineIndex& lines);
    Rows around(std::uint32_t row) const;
    // Of these, the rows that no line end within an f-string's replacement field parts from the row: such a line end is
    // a token.
    Rows unparted(std::uint32_t row) const;

  private:
    // Is the end of the row within a replacement field, and in no string of it?
    bool parts(std::uint32_t row) const;

    const Tree& tree_;
    const LineIndex& lines_;
    std::vector<Rows> joined_;  // in order, apart from each other
};

}  // namespace zen
