// Where the lines of a text begin, and columns in the three units that people and protocols count in.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace zen {

enum class ColumnUnit : std::uint8_t { code_points, utf8, utf16 };

// Row and column, both counted from 1.
struct Place {
    std::uint32_t row = 1, column = 1;
    friend bool operator==(Place, Place) = default;
};

class LineIndex {
  public:
    LineIndex() : starts_{0} {}
    // Lines end at LF; a CR before it belongs to the line end.
    explicit LineIndex(std::string_view text);
    // The same, of a text that differs from the one before only between its first `head` and last `tail` bytes.
    LineIndex(const LineIndex& before, std::string_view text, std::size_t head, std::size_t tail);

    std::uint32_t count() const { return static_cast<std::uint32_t>(starts_.size()); }
    // Row of a byte offset, from 1. An offset past the end is in the last row.
    std::uint32_t row(std::uint32_t offset) const;
    // Byte offset at which a row (from 1) begins; past the last row, the text's size.
    std::uint32_t start(std::uint32_t row) const {
        if (row == 0) return 0;
        return row <= starts_.size() ? starts_[row - 1] : size_;
    }

  private:
    void add(std::string_view text, std::size_t from, std::size_t to);

    std::vector<std::uint32_t> starts_;
    std::uint32_t size_ = 0;
};

// How many units the UTF-8 `text` takes.
std::uint32_t columns(std::string_view text, ColumnUnit unit);
// How wide a line of code looks in an editor: code points, a tab filling up to the next multiple of four; its line end
// not counted.
std::size_t line_width(std::string_view line);
// Byte length of the first `count` units of `text`; all of it when it is shorter. A count that ends inside a
// surrogate pair or a multi-byte character is rounded down to the character's start.
std::uint32_t bytes_of_columns(std::string_view text, std::uint32_t count, ColumnUnit unit);

// Where the line of `offset` begins in a text with `\n` at its line ends. Costs little on lines of megabytes.
std::size_t line_start(std::string_view text, std::size_t offset);

}  // namespace zen
