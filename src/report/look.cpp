#include "report/look.h"

#include <algorithm>
#include <iterator>

namespace zen {
namespace {

struct Range {
    char32_t first, last;
};

// Marks that sit on the character before, and characters that are not shown.
constexpr Range no_width[] = {
    {0x0300, 0x036f}, {0x0483, 0x0489}, {0x0591, 0x05bd}, {0x05bf, 0x05bf}, {0x05c1, 0x05c2},   {0x05c4, 0x05c5},
    {0x0610, 0x061a}, {0x064b, 0x065f}, {0x0670, 0x0670}, {0x06d6, 0x06dc}, {0x06df, 0x06e4},   {0x06e7, 0x06e8},
    {0x06ea, 0x06ed}, {0x0730, 0x074a}, {0x07a6, 0x07b0}, {0x0900, 0x0902}, {0x093a, 0x093a},   {0x093c, 0x093c},
    {0x0941, 0x0948}, {0x094d, 0x094d}, {0x0951, 0x0957}, {0x0e31, 0x0e31}, {0x0e34, 0x0e3a},   {0x0e47, 0x0e4e},
    {0x0eb1, 0x0eb1}, {0x0eb4, 0x0ebc}, {0x0ec8, 0x0ece}, {0x1160, 0x11ff}, {0x1ab0, 0x1ace},   {0x1dc0, 0x1dff},
    {0x200b, 0x200f}, {0x202a, 0x202e}, {0x2060, 0x2064}, {0x2066, 0x206f}, {0x20d0, 0x20f0},   {0x302a, 0x302d},
    {0x3099, 0x309a}, {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f}, {0xfeff, 0xfeff}, {0x1f3fb, 0x1f3ff}, {0xe0001, 0xe01ef}};

constexpr Range double_width[] = {
    {0x1100, 0x115f},   {0x231a, 0x231b},   {0x2329, 0x232a},   {0x23e9, 0x23ec},   {0x23f0, 0x23f0},
    {0x23f3, 0x23f3},   {0x25fd, 0x25fe},   {0x2614, 0x2615},   {0x2648, 0x2653},   {0x267f, 0x267f},
    {0x2693, 0x2693},   {0x26a1, 0x26a1},   {0x26aa, 0x26ab},   {0x26bd, 0x26be},   {0x26c4, 0x26c5},
    {0x26ce, 0x26ce},   {0x26d4, 0x26d4},   {0x26ea, 0x26ea},   {0x26f2, 0x26f3},   {0x26f5, 0x26f5},
    {0x26fa, 0x26fa},   {0x26fd, 0x26fd},   {0x2705, 0x2705},   {0x270a, 0x270b},   {0x2728, 0x2728},
    {0x274c, 0x274c},   {0x274e, 0x274e},   {0x2753, 0x2755},   {0x2757, 0x2757},   {0x2795, 0x2797},
    {0x27b0, 0x27b0},   {0x27bf, 0x27bf},   {0x2b1b, 0x2b1c},   {0x2b50, 0x2b50},   {0x2b55, 0x2b55},
    {0x2e80, 0x303e},   {0x3041, 0x33ff},   {0x3400, 0x4dbf},   {0x4e00, 0xa4c6},   {0xa960, 0xa97c},
    {0xac00, 0xd7a3},   {0xf900, 0xfaff},   {0xfe10, 0xfe19},   {0xfe30, 0xfe6f},   {0xff01, 0xff60},
    {0xffe0, 0xffe6},   {0x16fe0, 0x18cff}, {0x1aff0, 0x1b2ff}, {0x1f004, 0x1f004}, {0x1f0cf, 0x1f0cf},
    {0x1f18e, 0x1f18e}, {0x1f191, 0x1f19a}, {0x1f200, 0x1f320}, {0x1f32d, 0x1f335}, {0x1f337, 0x1f37c},
    {0x1f37e, 0x1f393}, {0x1f3a0, 0x1f3ca}, {0x1f3cf, 0x1f3d3}, {0x1f3e0, 0x1f3f0}, {0x1f3f4, 0x1f3f4},
    {0x1f3f8, 0x1f43e}, {0x1f440, 0x1f440}, {0x1f442, 0x1f4fc}, {0x1f4ff, 0x1f53d}, {0x1f54b, 0x1f54e},
    {0x1f550, 0x1f567}, {0x1f57a, 0x1f57a}, {0x1f595, 0x1f596}, {0x1f5a4, 0x1f5a4}, {0x1f5fb, 0x1f64f},
    {0x1f680, 0x1f6c5}, {0x1f6cc, 0x1f6cc}, {0x1f6d0, 0x1f6d2}, {0x1f6d5, 0x1f6df}, {0x1f6eb, 0x1f6ec},
    {0x1f6f4, 0x1f6fc}, {0x1f7e0, 0x1f7eb}, {0x1f7f0, 0x1f7f0}, {0x1f90c, 0x1f93a}, {0x1f93c, 0x1f945},
    {0x1f947, 0x1f9ff}, {0x1fa70, 0x1faff}, {0x20000, 0x3fffd}};

template <std::size_t n>
bool holds(const Range (&ranges)[n], char32_t c) {
    const Range* at = std::ranges::lower_bound(ranges, c, {}, &Range::last);
    return at != std::end(ranges) && at->first <= c;
}

constexpr std::string_view codes[] = {"",           "\033[1m",  "\033[2m",  "\033[1;31m", "\033[1;33m", "\033[32m",
                                      "\033[1;34m", "\033[36m", "\033[31m", "\033[32m",   "\033[7;31m", "\033[7;32m"};

}  // namespace

void paint(std::string& out, const Look& look, Ink ink, std::string_view text) {
    if (!look.color || ink == Ink::plain || text.empty()) {
        out += text;
        return;
    }
    out += codes[static_cast<unsigned>(ink)];
    out += text;
    out += "\033[0m";
}

void link_only(std::string& out, const Look& look, Ink ink, std::string_view text, std::string_view url) {
    const bool links = look.links && !url.empty();
    if (links) out.append("\033]8;;").append(url).append("\033\\");
    paint(out, look, ink, text);
    if (links) out += "\033]8;;\033\\";
}

void link(std::string& out, const Look& look, std::string_view text, std::string_view url) {
    if (look.links && !url.empty()) return link_only(out, look, Ink::cyan, text, url);
    out += text;
    if (url.empty()) return;
    if (!text.empty()) out += "  ";
    paint(out, look, Ink::cyan, url);
}

char32_t code_point(std::string_view text, unsigned& length) {
    auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    unsigned char first = byte(0);
    length = 1;
    if (first < 0x80) return first;
    unsigned more = first >= 0xf0 && first < 0xf8 ? 3 : first >= 0xe0 ? 2 : first >= 0xc2 ? 1 : 0;
    if (first >= 0xf8 || more == 0 || text.size() <= more) return 0xfffd;
    char32_t c = first & (0x3f >> more);
    for (unsigned i = 1; i <= more; ++i) {
        if ((byte(i) & 0xc0) != 0x80) return 0xfffd;
        c = (c << 6) | (byte(i) & 0x3f);
    }
    constexpr char32_t least[] = {0, 0x80, 0x800, 0x10000};  // anything below was spelled too long
    if (c < least[more] || c > 0x10ffff || (c >= 0xd800 && c < 0xe000)) return 0xfffd;
    length = more + 1;
    return c;
}

void append_safe(std::string& out, std::string_view text) {
    while (!text.empty()) {
        unsigned length = 1;
        char32_t c = code_point(text, length);
        if (c == '\n' || c == '\t') {
            out += ' ';
        } else if (c < 0x20 || c == 0x7f) {
            out += {'\xe2', '\x90', static_cast<char>(c == 0x7f ? 0xa1 : 0x80 + c)};  // U+2400 and on
        } else if (c == 0xfffd || (c >= 0x80 && c < 0xa0) || (c >= 0x202a && c <= 0x202e) ||
                   (c >= 0x2066 && c <= 0x2069)) {
            out += "\xef\xbf\xbd";  // C1 controls; and what turns the direction of writing, to hide code
        } else {
            out += text.substr(0, length);
        }
        text.remove_prefix(length);
    }
}

unsigned cell_width(char32_t c) {
    if (c < 0x300) return 1;
    if (holds(no_width, c)) return 0;
    return holds(double_width, c) ? 2 : 1;
}

}  // namespace zen
