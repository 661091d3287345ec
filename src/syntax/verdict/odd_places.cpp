#include "syntax/verdict/characters.h"
#include "syntax/verdict/suspects.h"
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace zen::verdict {
namespace {

// Is it a byte that needs a closer look: a backslash, a control character, the first of some blanks beyond ASCII?
bool odd(unsigned char c) {
    return c == '\\' || (c < 0x20 && c != '\n') || c == 0x7f || c == 0xC2 || (c >= 0xE1 && c <= 0xE3) || c == 0xEF;
}

// The next byte at or behind `at` that may be odd.
std::size_t next_odd(std::string_view text, std::size_t at) {
#if defined(__SSE2__)
    const __m128i backslash = _mm_set1_epi8('\\'), line_end = _mm_set1_epi8('\n'), blank = _mm_set1_epi8(0x20);
    for (; at + 16 <= text.size(); at += 16) {
        const __m128i x = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
        // By signs, everything beyond ASCII is less than a blank too.
        const __m128i low = _mm_andnot_si128(_mm_cmpeq_epi8(x, line_end), _mm_cmplt_epi8(x, blank));
        auto bits = static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(low, _mm_cmpeq_epi8(x, backslash))));
        for (; bits != 0; bits &= bits - 1) {
            const std::size_t place = at + static_cast<unsigned>(__builtin_ctz(bits));
            if (odd(static_cast<unsigned char>(text[place]))) return place;
        }
    }
#endif
    while (at < text.size() && !odd(static_cast<unsigned char>(text[at]))) ++at;
    return at;
}

// The length of the blank beyond ASCII that the grammar skips and Python does not; 0 if there is none.
std::size_t odd_blank(std::string_view rest) {
    auto byte = [&](std::size_t i) { return i < rest.size() ? static_cast<unsigned char>(rest[i]) : 0u; };
    if (byte(0) == 0xC2) return byte(1) == 0xA0 || byte(1) == 0x85 ? 2 : 0;
    if (byte(0) == 0xE1) return byte(1) == 0x9A && byte(2) == 0x80 ? 3 : 0;
    if (byte(0) == 0xE3) return byte(1) == 0x80 && byte(2) == 0x80 ? 3 : 0;
    if (byte(0) == 0xEF) return byte(1) == 0xBB && byte(2) == 0xBF ? 3 : 0;
    if (byte(0) != 0xE2) return 0;
    if (byte(1) == 0x80)
        return (byte(2) >= 0x80 && byte(2) <= 0x8B) || byte(2) == 0xA8 || byte(2) == 0xA9 || byte(2) == 0xAF ? 3 : 0;
    return byte(1) == 0x81 && (byte(2) == 0x9F || byte(2) == 0xA0) ? 3 : 0;
}

// Does it begin with a name in braces? Whether Unicode has the name is not asked.
bool character_name(std::string_view rest) {
    const std::size_t close = rest.find('}');
    return close != rest.npos && rest[0] == '{' && may_name_character(rest.substr(1, close - 1));
}

// Is the escape behind the backslash one that Python refuses in a string that is not raw?
bool bad_escape(std::string_view rest) {
    const char e = rest.size() > 1 ? rest[1] : '\0';
    if (e == 'N') return !character_name(rest.substr(2));
    const std::size_t wanted = e == 'x' ? 2 : e == 'u' ? 4 : e == 'U' ? 8 : 0;
    for (std::size_t i = 2; i < 2 + wanted; ++i)
        if (i >= rest.size() || !hex_digit(rest[i])) return true;
    return e == 'U' && !(rest[2] == '0' && rest[3] == '0' && (rest[4] == '0' || rest.substr(4, 2) == "10"));
}

// Is there nothing but blanks between the line's start and the place?
bool begins_line(std::string_view text, std::size_t at) {
    while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\t' || text[at - 1] == '\f')) --at;
    return at == 0 || text[at - 1] == '\n';
}

}  // namespace

std::vector<OddPlace> odd_places(std::string_view text) {
    std::vector<OddPlace> out;
    auto add = [&](std::size_t at, bool layout, bool in_strings) {
        out.push_back({static_cast<std::uint32_t>(at), layout, in_strings});
    };
    for (std::size_t at = next_odd(text, 0); at < text.size(); at = next_odd(text, at)) {
        const char c = text[at];
        if (c == '\\') {
            if (bad_escape(text.substr(at, 64))) add(at, false, true);
            at += 2;
        } else if (c == '\t' || c == '\f') {
            if (begins_line(text, at)) {
                std::size_t code = at;
                while (code < text.size() && (text[code] == ' ' || text[code] == '\t' || text[code] == '\f')) ++code;
                if (code < text.size() && text[code] != '\n' && text[code] != '#' && text[code] != '\r')
                    add(code, true, false);
                at = code;
            } else {
                ++at;
            }
        } else if (c == '\r') {
            if (text.substr(at + 1, 1) != "\n") add(at, false, false);
            ++at;
        } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
            add(at++, false, false);
        } else {
            const std::size_t length = odd_blank(text.substr(at, 3));
            if (length > 0) add(at, false, false);
            at += length > 0 ? length : 1;
        }
    }
    return out;
}

}  // namespace zen::verdict
