// Which lines differ between two texts.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace zen {

// The lines of a text with their line ends; only the last one may have none.
std::vector<std::string_view> split_lines(std::string_view text);

// Lines [before_start, before_end) of the old text became lines [after_start, after_end) of the new one; counted from
// 0.
struct LineChange {
    std::uint32_t before_start = 0, before_end = 0, after_start = 0, after_end = 0;
    friend bool operator==(const LineChange&, const LineChange&) = default;
};

// The changes in order, with at least one common line between neighbours. They are the fewest as long as not more than
// about a thousand lines differ; beyond that, lines that each text has once are matched first.
std::vector<LineChange> line_changes(const std::vector<std::string_view>& before,
                                     const std::vector<std::string_view>& after);

}  // namespace zen
