#include "text/line_index.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <iterator>

namespace zen {

LineIndex::LineIndex(std::string_view text) : starts_{0}, size_(static_cast<std::uint32_t>(text.size())) {
    add(text, 0, text.size());
}

LineIndex::LineIndex(const LineIndex& before, std::string_view text, std::size_t head, std::size_t tail)
    : size_(static_cast<std::uint32_t>(text.size())) {
    const std::uint32_t by = size_ - before.size_;
    auto same = std::ranges::upper_bound(before.starts_, head);
    auto behind = std::ranges::upper_bound(same, before.starts_.end(), before.size_ - tail);
    starts_.reserve(before.starts_.size() + 64);
    starts_.assign(before.starts_.begin(), same);
    add(text, head, text.size() - tail);
    std::ranges::transform(behind, before.starts_.end(), std::back_inserter(starts_),
                           [by](std::uint32_t start) { return start + by; });
}

// The starts of the lines that the line ends between the two places make.
void LineIndex::add(std::string_view text, std::size_t from, std::size_t to) {
    for (std::size_t at = from; at < to;) {
        const void* found = std::memchr(text.data() + at, '\n', to - at);
        if (!found) break;
        at = static_cast<std::size_t>(static_cast<const char*>(found) - text.data()) + 1;
        starts_.push_back(static_cast<std::uint32_t>(at));
    }
}

std::uint32_t LineIndex::row(std::uint32_t offset) const {
    return static_cast<std::uint32_t>(std::ranges::upper_bound(starts_, offset) - starts_.begin());
}

namespace {

bool begins_character(char c) {
    return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
}

// Units of the character that `lead` begins; 0 for a continuation byte.
std::uint32_t units(char lead, ColumnUnit unit) {
    if (unit == ColumnUnit::utf8) return 1;
    if (!begins_character(lead)) return 0;
    return unit == ColumnUnit::utf16 && static_cast<unsigned char>(lead) >= 0xf0 ? 2 : 1;
}

}  // namespace

std::uint32_t columns(std::string_view text, ColumnUnit unit) {
    if (unit == ColumnUnit::utf8) return static_cast<std::uint32_t>(text.size());
    std::uint32_t count = 0;
    for (char c : text) count += units(c, unit);
    return count;
}

std::size_t line_width(std::string_view line) {
    std::size_t width = 0;
    for (char c : line)
        if (c == '\t')
            width += 4 - width % 4;
        else if (c != '\r' && c != '\n')
            width += units(c, ColumnUnit::code_points);
    return width;
}

std::uint32_t bytes_of_columns(std::string_view text, std::uint32_t count, ColumnUnit unit) {
    std::uint32_t seen = 0;
    std::size_t at = 0;
    while (at < text.size()) {
        std::size_t next = at + 1;
        while (next < text.size() && !begins_character(text[next])) ++next;
        std::uint32_t width = unit == ColumnUnit::utf8 ? static_cast<std::uint32_t>(next - at) : units(text[at], unit);
        if (seen + width > count) break;
        seen += width;
        at = next;
    }
    return static_cast<std::uint32_t>(at);
}

std::size_t line_start(std::string_view text, std::size_t offset) {
    constexpr std::uint64_t ones = 0x0101010101010101u, highs = 0x8080808080808080u;
    while (offset >= sizeof(std::uint64_t)) {
        std::uint64_t eight;
        std::memcpy(&eight, text.data() + offset - sizeof eight, sizeof eight);
        eight ^= ones * '\n';
        if ((eight - ones) & ~eight & highs) break;  // one of them is zero now
        offset -= sizeof eight;
    }
    while (offset > 0 && text[offset - 1] != '\n') --offset;
    return offset;
}

}  // namespace zen
