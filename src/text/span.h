// A half-open range of byte offsets into a file's UTF-8 text.
#pragma once
#include <cstdint>

namespace zen {

struct Span {
    std::uint32_t start = 0, end = 0;

    constexpr std::uint32_t size() const { return end - start; }
    constexpr bool empty() const { return start == end; }
    constexpr bool contains(std::uint32_t offset) const { return start <= offset && offset < end; }
    constexpr bool contains(Span inner) const { return start <= inner.start && inner.end <= end; }
    // Do the two share a byte? Touching spans do not; an empty span overlaps what it stands strictly inside of.
    constexpr bool overlaps(Span other) const { return start < other.end && other.start < end; }
    friend constexpr bool operator==(Span, Span) = default;
};

}  // namespace zen
