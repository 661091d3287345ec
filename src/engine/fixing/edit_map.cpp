#include "engine/fixing/edit_map.h"

#include <algorithm>

namespace zen {

EditMap::EditMap(std::span<const Edit> edits) {
    before_.reserve(edits.size());
    after_.reserve(edits.size());
    std::int64_t shift = 0;
    for (const Edit& e : edits) {
        auto start = static_cast<std::uint32_t>(e.span.start + shift);
        before_.push_back(e.span);
        after_.push_back({start, start + static_cast<std::uint32_t>(e.text.size())});
        shift += static_cast<std::int64_t>(e.text.size()) - e.span.size();
    }
}

std::uint32_t EditMap::moved(std::uint32_t start) const {
    auto behind = std::ranges::upper_bound(before_, start, {}, &Span::end);
    if (behind == before_.begin()) return start;
    auto last = static_cast<std::size_t>(behind - before_.begin()) - 1;
    return start - before_[last].end + after_[last].end;
}

std::optional<std::uint32_t> EditMap::holding(const std::vector<Span>& spans, Span token) {
    auto at = std::ranges::upper_bound(spans, token.start, {}, &Span::end);
    for (; at != spans.end() && at->start < token.end; ++at)
        if (at->overlaps(token)) return static_cast<std::uint32_t>(at - spans.begin());
    return std::nullopt;
}

std::optional<std::uint32_t> EditMap::touching(const std::vector<Span>& spans, Span token) {
    auto at = std::ranges::lower_bound(spans, token.start, {}, &Span::end);
    for (; at != spans.end() && at->start <= token.end; ++at)
        if (at->end == token.start || at->start == token.end) return static_cast<std::uint32_t>(at - spans.begin());
    return std::nullopt;
}

std::optional<std::uint32_t> EditMap::meeting(const std::vector<Span>& spans, Span code) {
    auto at = std::ranges::lower_bound(spans, code.start, {}, &Span::end);
    if (at == spans.end() || at->start > code.end) return std::nullopt;
    return static_cast<std::uint32_t>(at - spans.begin());
}

std::uint32_t EditMap::nearest_after(std::uint32_t at) const {
    auto behind = std::ranges::upper_bound(after_, at, {}, &Span::start);
    return behind == after_.begin() ? 0 : static_cast<std::uint32_t>(behind - after_.begin()) - 1;
}

}  // namespace zen
