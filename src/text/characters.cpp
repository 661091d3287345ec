#include "text/characters.h"

#include <algorithm>
#include <vector>

namespace zen::characters {
namespace {

// Hangul syllables are put together from a first consonant, a vowel and perhaps a last consonant by their numbers.
constexpr std::uint32_t syllables = 0xac00, firsts = 0x1100, vowels = 0x1161, lasts = 0x11a7;
constexpr std::uint32_t first_count = 19, vowel_count = 21, last_count = 28, syllable_count = 11172;

using Characters = std::vector<std::uint32_t>;

void take_apart(std::uint32_t c, Characters& out) {
    if (c - syllables < syllable_count) {
        const std::uint32_t n = c - syllables;
        out.push_back(firsts + n / (vowel_count * last_count));
        out.push_back(vowels + n / last_count % vowel_count);
        if (n % last_count) out.push_back(lasts + n % last_count);
        return;
    }
    const auto all = spelled();
    const auto found = std::ranges::lower_bound(all, c, {}, &Spelled::character);
    if (found == all.end() || found->character() != c) return out.push_back(c);
    const auto* bytes = spellings() + spelled_at()[static_cast<std::size_t>(found - all.begin())];
    std::string_view text(reinterpret_cast<const char*>(bytes), found->size());
    for (std::uint32_t part = 0; std::size_t size = read(text, part); text.remove_prefix(size)) out.push_back(part);
}

// The one character that these two make; 0 if they make none.
std::uint32_t together(std::uint32_t first, std::uint32_t second) {
    if (first - firsts < first_count && second - vowels < vowel_count)
        return syllables + ((first - firsts) * vowel_count + second - vowels) * last_count;
    if (first - syllables < syllable_count && (first - syllables) % last_count == 0 && second > lasts &&
        second - lasts < last_count)
        return first + second - lasts;
    const auto key = [](const Composed& c) { return std::uint64_t{c.first} << 32 | c.second; };
    const std::uint64_t wanted = std::uint64_t{first} << 32 | second;
    const auto all = composed();
    const auto found = std::ranges::lower_bound(all, wanted, {}, key);
    return found != all.end() && key(*found) == wanted ? found->both : 0;
}

// Sorts the marks behind each letter.
void arrange(Characters& text) {
    auto order = [](std::uint32_t c) { return row_of(c).order(); };
    auto mark = [&](std::uint32_t c) { return order(c) != 0; };
    for (auto from = text.begin(); (from = std::find_if(from, text.end(), mark)) != text.end();) {
        const auto to = std::find_if_not(from, text.end(), mark);
        std::stable_sort(from, to, [&](std::uint32_t a, std::uint32_t b) { return order(a) < order(b); });
        from = to;
    }
}

void put_together(Characters& text) {
    constexpr std::size_t none = static_cast<std::size_t>(-1);
    std::size_t letter = none, kept = 0;
    int last = -1;  // the order of the mark before that stayed for itself, since the letter
    for (const std::uint32_t c : text) {
        const int order = row_of(c).order();
        if (letter != none && order > last)
            if (const std::uint32_t both = together(text[letter], c)) {
                text[letter] = both;
                continue;
            }
        if (order == 0) {
            letter = kept;
            last = -1;
        } else {
            last = order;
        }
        text[kept++] = c;
    }
    text.resize(kept);
}

}  // namespace

std::size_t read(std::string_view text, std::uint32_t& c) {
    if (text.empty()) return 0;
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    c = byte(0);
    if (c < 0x80) return 1;
    const std::size_t size = c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : 2;
    if (c < 0xc2 || c > 0xf4 || text.size() < size) return 0;
    c &= 0x7fu >> size;
    for (std::size_t i = 1; i < size; ++i) {
        if ((byte(i) & 0xc0) != 0x80) return 0;
        c = c << 6 | (byte(i) & 0x3fu);
    }
    const bool shortest = c >= (size == 4 ? 0x10000u : size == 3 ? 0x800u : 0x80u);
    return shortest && c <= 0x10ffff && !(c >= 0xd800 && c < 0xe000) ? size : 0;
}

void append(std::string& out, std::uint32_t c) {
    if (c < 0x80) return out.push_back(static_cast<char>(c));
    const unsigned more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;  // bytes that follow the first
    out.push_back(static_cast<char>((0xf80u >> more & 0xf0u) | c >> 6 * more));
    for (unsigned left = more; left-- > 0;) out.push_back(static_cast<char>(0x80u | (c >> 6 * left & 0x3fu)));
}

Row row_of(std::uint32_t c) {
    const auto all = rows();
    return *std::prev(std::ranges::upper_bound(all, c, {}, &Row::first));
}

std::string normal_form_kc(std::string_view text) {
    Characters all;
    while (!text.empty()) {
        std::uint32_t c = 0;
        const std::size_t size = read(text, c);
        if (size == 0) return {};
        take_apart(c, all);
        text.remove_prefix(size);
    }
    arrange(all);
    put_together(all);
    std::string out;
    for (const std::uint32_t c : all) append(out, c);
    return out;
}

}  // namespace zen::characters
