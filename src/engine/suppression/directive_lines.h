// What those who read the comments know of the file.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/suppression/logical_lines.h"
#include "syntax/tree.h"
#include "text/line_index.h"

namespace zen {

class DirectiveLines {
  public:
    // Both must outlive it.
    DirectiveLines(const Tree& tree, const LineIndex& lines) : tree_(tree), lines_(lines), logical_(tree, lines) {}

    const Tree& tree() const { return tree_; }
    const LineIndex& index() const { return lines_; }
    const LogicalLines& logical() const { return logical_; }
    const PhysicalLines& physical() {
        if (!physical_) physical_.emplace(tree_, lines_);
        return *physical_;
    }

    Rows whole_file() const { return {1, lines_.count() + 1}; }
    // A row's text, without its line end.
    std::string_view text(std::uint32_t row) const;
    std::string_view indentation(std::uint32_t row) const;
    // Does nothing stand before the offset in its line?
    bool alone(std::uint32_t offset) const;
    // Does a comment that is alone on the row stand within brackets?
    bool in_brackets(std::uint32_t row) const { return logical_.around(row).first < row; }
    // The next row that is neither empty nor a comment; one past the last if there is none.
    std::uint32_t next_code(std::uint32_t row) const;

  private:
    const Tree& tree_;
    const LineIndex& lines_;
    LogicalLines logical_;
    std::optional<PhysicalLines> physical_;
};

}  // namespace zen
