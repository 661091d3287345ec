// The encodings besides UTF-8 that Python source can be in, as tables made at build of Python's own codecs: they decode
// and encode as Python does, the same on every system.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "text/packed.h"

namespace zen::charset {

// Pairs that begin with the byte `lead`: what they mean, for second bytes from `low` to `high`, lies in `units` from
// `first` on.
struct Row {
    std::uint8_t lead, low, high;
    std::uint32_t first;
};

// A character past U+FFFF, or two characters in a row; `second` is 0 when there is one.
struct Extra {
    char32_t first, second;
};

// gb18030: `count` sequences of four bytes, by their number in order, that stand for code points in a row.
struct FourByteRange {
    std::uint32_t index;
    char32_t first;
    std::uint32_t count;
};

struct Span {
    std::uint32_t begin, end;
};

struct Charset {
    const char* name;
    std::uint32_t singles;  // in the array of that name: 256 of them, what a byte means alone
    Span pairs, third;      // in `rows`: pairs, and pairs behind a byte 0x8f
    Span decode_only;       // sequences, as big-endian numbers, that another one is preferred to when encoding
    bool four_bytes;        // has gb18030's sequences of four bytes
};

// As Python's `encodings` has it: lower case, `_` between words.
struct Alias {
    const char *alias, *name;
};

// Has no table: escape sequences switch between ASCII and the pairs of euc-jp.
constexpr std::string_view iso_2022_jp = "iso-2022-jp";

constexpr char16_t undefined = 0xffff;
constexpr char16_t first_extra = 0xd800, past_extras = 0xe000;  // a surrogate numbers an Extra

extern const char16_t singles[];
extern const Packed units;  // two bytes for each, the lower first: its difference from the one before
extern const Row rows[];
extern const Extra extras[];
extern const std::uint32_t decode_only[];
extern const FourByteRange four_byte_ranges[];
extern const std::size_t four_byte_range_count;
extern const Charset charsets[];
extern const std::size_t charset_count;
extern const Alias aliases[];  // in order
extern const std::size_t alias_count;

}  // namespace zen::charset
