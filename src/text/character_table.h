// What identifiers need to know of characters: tables that src/text/host/characters.cpp writes at build from utf8proc.
#pragma once
#include <cstdint>
#include <span>

namespace zen::characters {

// May a character begin an identifier, or follow in one, and is it printable?
enum Class : std::uint8_t { starts = 1, continues = 2, printable = 4 };

// What all characters from `first` on are, up to the next row: their class, and how they are ordered behind a letter
// (Unicode's canonical combining class).
struct Row {
    std::uint32_t word;

    constexpr std::uint32_t first() const { return word >> 11; }
    constexpr std::uint8_t order() const { return static_cast<std::uint8_t>(word >> 3); }
    constexpr std::uint8_t classes() const { return word & 7; }
};
// A character that stands for others: `size` bytes of the spellings, which are UTF-8. Hangul is left out, as it is
// computed.
struct Spelled {
    std::uint32_t word;

    constexpr std::uint32_t character() const { return word >> 11; }
    constexpr std::uint32_t size() const { return word & 0x7ff; }
};
// Two characters that are one.
struct Composed {
    std::uint32_t first, second, both;
};

// All sorted, by what their members have first. A Spelled has the start of its spelling in `spelled_at`.
std::span<const Row> rows();
std::span<const Spelled> spelled();
std::span<const std::uint16_t> spelled_at();
const std::uint8_t* spellings();
std::span<const Composed> composed();

}  // namespace zen::characters
