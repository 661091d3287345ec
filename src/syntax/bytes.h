// Runs of bytes that the lexer passes over at once, 16 at a time where SSE2 is there. All of them stop at a zero byte,
// and may read up to 16 bytes past the byte they stop at: PaddedText sees to it that both are there.
#pragma once
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace zen {

using Byte = unsigned char;

constexpr bool is_name_byte(Byte c) {
    return static_cast<Byte>((c | 0x20) - 'a') < 26 || static_cast<Byte>(c - '0') < 10 || c == '_';
}

#if defined(__SSE2__)

namespace detail {

inline __m128i load16(const Byte* p) {
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
}
inline __m128i all(int c) {
    return _mm_set1_epi8(static_cast<char>(c));
}
// Which bytes of x lie in [low, low + count)? There is no unsigned comparison: both sides are moved down by 128.
inline __m128i in_range(__m128i x, int low, int count) {
    return _mm_cmpgt_epi8(all(count - 128), _mm_sub_epi8(x, all(low - 128)));
}
inline unsigned bits(__m128i x) {
    return static_cast<unsigned>(_mm_movemask_epi8(x));
}

}  // namespace detail

inline const Byte* skip_spaces(const Byte* p) {
    for (;; p += 16)
        if (unsigned others = detail::bits(_mm_cmpeq_epi8(detail::load16(p), detail::all(' '))) ^ 0xFFFF; others)
            [[likely]]
            return p + __builtin_ctz(others);
}

// The end of the ASCII letters, digits and underscores that begin at p.
inline const Byte* name_end(const Byte* p) {
    using namespace detail;
    for (;; p += 16) {
        __m128i x = load16(p);
        __m128i letter = in_range(_mm_or_si128(x, all(0x20)), 'a', 26), digit = in_range(x, '0', 10),
                bar = _mm_cmpeq_epi8(x, all('_'));
        if (unsigned others = bits(_mm_or_si128(_mm_or_si128(letter, digit), bar)) ^ 0xFFFF; others) [[likely]]
            return p + __builtin_ctz(others);
    }
}

// The next byte that may matter inside a string: a backslash, the quote, zero; braces if `braces`; a line end unless
// `lines`.
inline const Byte* string_run_end(const Byte* p, Byte quote, bool braces, bool lines) {
    using namespace detail;
    const __m128i backslash = all('\\'), end = all(quote), open = all(braces ? '{' : quote),
                  close = all(braces ? '}' : quote), line = all(lines ? 0 : '\n'), zero = all(0);
    for (;; p += 16) {
        __m128i x = load16(p);
        __m128i found = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(x, backslash), _mm_cmpeq_epi8(x, end)),
                                     _mm_or_si128(_mm_cmpeq_epi8(x, open), _mm_cmpeq_epi8(x, close)));
        found = _mm_or_si128(found, _mm_or_si128(_mm_cmpeq_epi8(x, line), _mm_cmpeq_epi8(x, zero)));
        if (unsigned any = bits(found); any) return p + __builtin_ctz(any);
    }
}

#else

inline const Byte* skip_spaces(const Byte* p) {
    while (*p == ' ') ++p;
    return p;
}

inline const Byte* name_end(const Byte* p) {
    while (is_name_byte(*p)) ++p;
    return p;
}

inline const Byte* string_run_end(const Byte* p, Byte quote, bool braces, bool lines) {
    while (*p && *p != '\\' && *p != quote && !(braces && (*p == '{' || *p == '}')) && (lines || *p != '\n')) ++p;
    return p;
}

#endif

// In a text without padding, from `at` on: the next byte that may open or end something in code, which is a line end, a
// comment, a quote, a bracket or a backslash, or a `|`; the text's size if there is none.
inline std::size_t plain_code_end(std::string_view text, std::size_t at) {
#if defined(__SSE2__)
    using namespace detail;
    for (; at + 16 <= text.size(); at += 16) {
        const __m128i x = load16(reinterpret_cast<const Byte*>(text.data()) + at);
        // `"#`, `'()`, `[\]` and `{|}`, which differ from those by one bit.
        const __m128i found =
            _mm_or_si128(_mm_or_si128(in_range(x, '"', 2), in_range(x, '\'', 3)),
                         _mm_or_si128(in_range(_mm_or_si128(x, all(0x20)), '{', 3), _mm_cmpeq_epi8(x, all('\n'))));
        if (unsigned any = bits(found); any) return at + static_cast<unsigned>(__builtin_ctz(any));
    }
#endif
    while (at < text.size() && std::string_view("\n#\\()[]{}\"'|").find(text[at]) == std::string_view::npos) ++at;
    return at;
}

// The same inside a string: a backslash or the quote, or a line end unless `lines`.
inline std::size_t plain_string_end(std::string_view text, std::size_t at, char quote, bool lines) {
#if defined(__SSE2__)
    using namespace detail;
    const __m128i end = all(quote), line = all(lines ? quote : '\n');
    for (; at + 16 <= text.size(); at += 16) {
        const __m128i x = load16(reinterpret_cast<const Byte*>(text.data()) + at);
        const __m128i found =
            _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(x, end), _mm_cmpeq_epi8(x, line)), _mm_cmpeq_epi8(x, all('\\')));
        if (unsigned any = bits(found); any) return at + static_cast<unsigned>(__builtin_ctz(any));
    }
#endif
    while (at < text.size() && text[at] != quote && text[at] != '\\' && (lines || text[at] != '\n')) ++at;
    return at;
}

// The line end at or after p, or `end`.
inline const Byte* line_end(const Byte* p, const Byte* end) {
    auto* found = static_cast<const Byte*>(std::memchr(p, '\n', static_cast<std::size_t>(end - p)));
    return found ? found : end;
}

}  // namespace zen
