// A line of code as a terminal shows it: tabs are spaces, control characters are pictures, what is too long is cut.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace zen {

class ShownLine {
  public:
    // `line`: without its line end. Of a line of more than `widest` cells, the part around byte `focus` is kept.
    ShownLine(std::string_view line, unsigned widest, std::uint32_t focus = 0);

    const std::string& text() const { return text_; }
    // Where the text of that byte begins in text(), and in which cell it is shown; clamped to what was kept.
    std::uint32_t text_at(std::uint32_t byte) const;
    unsigned cell_at(std::uint32_t byte) const;

  private:
    struct Glyph {
        std::uint32_t byte, text;
        unsigned cell;
    };
    const Glyph& glyph_at(std::uint32_t byte) const;

    std::string text_;
    std::vector<Glyph> glyphs_;  // of what was kept, and one for the end
};

// The parts of an old and a new line that differ, by words; both empty where less than that share of the longer line is
// common.
struct LineDifference {
    std::vector<Span> before, after;
};
LineDifference line_difference(std::string_view before, std::string_view after, unsigned least_percent = 33);

}  // namespace zen
