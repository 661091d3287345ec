#include "text/charset.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "text/charset_table.h"

namespace zen {
namespace {

using charset::Charset, charset::iso_2022_jp;

const Charset* find(std::string_view name) {
    std::span all(charset::charsets, charset::charset_count);
    auto it = std::ranges::find(all, name, [](const Charset& c) { return std::string_view(c.name); });
    return it == all.end() ? nullptr : &*it;
}

void append_utf8(std::string& out, char32_t c) {
    auto put = [&](char32_t byte) { out += static_cast<char>(byte); };
    if (c < 0x80) return put(c);
    if (c < 0x800) {
        put(0xc0 | c >> 6);
    } else {
        if (c < 0x10000) {
            put(0xe0 | c >> 12);
        } else {
            put(0xf0 | c >> 18);
            put(0x80 | (c >> 12 & 0x3f));
        }
        put(0x80 | (c >> 6 & 0x3f));
    }
    put(0x80 | (c & 0x3f));
}

// The character at the offset of valid UTF-8, which moves behind it.
char32_t take_utf8(std::string_view text, std::size_t& at) {
    auto byte = [&] { return static_cast<unsigned char>(text[at++]); };
    char32_t lead = byte();
    if (lead < 0x80) return lead;
    const int more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
    char32_t out = lead & (0x3f >> more);
    for (int i = 0; i < more; ++i) out = out << 6 | (byte() & 0x3f);
    return out;
}

// The units of pairs, unpacked when they are first asked for: files in such encodings are rare.
std::vector<char16_t> pair_units() {
    const std::string steps = unpacked(charset::units);
    auto byte = [&](std::size_t at) { return static_cast<unsigned char>(steps[at]); };
    std::vector<char16_t> out(steps.size() / 2);
    unsigned unit = 0;
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = static_cast<char16_t>(unit += byte(2 * i) | unsigned{byte(2 * i + 1)} << 8);
    return out;
}
char16_t pair_unit(std::size_t index) {
    static const std::vector<char16_t> all = pair_units();
    return all[index];
}

// What a unit of the tables means: one character or two; none when it is undefined.
struct Meaning {
    char32_t first = 0, second = 0;
    bool known = false;
};

Meaning meaning(char16_t unit) {
    if (unit == charset::undefined) return {};
    if (unit < charset::first_extra || unit >= charset::past_extras) return {unit, 0, true};
    const charset::Extra& extra = charset::extras[unit - charset::first_extra];
    return {extra.first, extra.second, true};
}

Meaning pair(charset::Span rows, unsigned char lead, unsigned char trail) {
    std::span all(charset::rows + rows.begin, charset::rows + rows.end);
    auto row = std::ranges::lower_bound(all, lead, {}, &charset::Row::lead);
    if (row == all.end() || row->lead != lead || trail < row->low || trail > row->high) return {};
    return meaning(pair_unit(row->first + trail - row->low));
}

// gb18030's sequences of four bytes, numbered in order.
bool between(unsigned char byte, unsigned low, unsigned high) {
    return byte >= low && byte <= high;
}

Meaning four_bytes(const unsigned char* at) {
    if (!between(at[0], 0x81, 0xfe) || !between(at[1], 0x30, 0x39) || !between(at[2], 0x81, 0xfe) ||
        !between(at[3], 0x30, 0x39))
        return {};
    const std::uint32_t index =
        (((at[0] - 0x81u) * 10 + (at[1] - 0x30u)) * 126 + (at[2] - 0x81u)) * 10 + (at[3] - 0x30u);
    std::span all(charset::four_byte_ranges, charset::four_byte_range_count);
    auto range = std::ranges::upper_bound(all, index, {}, &charset::FourByteRange::index);
    if (range == all.begin() || index - (--range)->index >= range->count) return {};
    return {range->first + (index - range->index), 0, true};
}

std::string four_bytes_of(char32_t c) {
    for (const charset::FourByteRange& range : std::span(charset::four_byte_ranges, charset::four_byte_range_count)) {
        if (c < range.first || c - range.first >= range.count) continue;
        std::uint32_t index = range.index + static_cast<std::uint32_t>(c - range.first);
        std::string out(4, '\0');
        for (int i = 3; i >= 0; --i) {
            const std::uint32_t base = i % 2 ? 10 : 126;
            out[static_cast<std::size_t>(i)] = static_cast<char>((i % 2 ? 0x30 : 0x81) + index % base);
            index /= base;
        }
        return out;
    }
    return "";
}

// The bytes of a sequence as a big-endian number, and back.
std::string sequence(std::uint32_t number) {
    std::string out;
    for (int shift = 16; shift >= 0; shift -= 8)
        if (number >> shift) out += static_cast<char>(number >> shift & 0xff);
    return out.empty() ? std::string(1, '\0') : out;
}

// From characters to sequences.
struct Encoder {
    std::unordered_map<char32_t, std::uint32_t> of_one;
    std::map<std::pair<char32_t, char32_t>, std::uint32_t> of_two;

    explicit Encoder(const Charset& set) {
        auto left_out =
            std::vector(charset::decode_only + set.decode_only.begin, charset::decode_only + set.decode_only.end);
        std::ranges::sort(left_out);
        auto add = [&](std::uint32_t number, Meaning meant) {
            if (!meant.known || std::ranges::binary_search(left_out, number)) return;
            if (meant.second)
                of_two.emplace(std::pair(meant.first, meant.second), number);
            else
                of_one.emplace(meant.first, number);
        };
        for (std::uint32_t byte = 0; byte < 256; ++byte) add(byte, meaning(charset::singles[set.singles + byte]));
        auto add_rows = [&](charset::Span rows, std::uint32_t prefix) {
            for (std::uint32_t r = rows.begin; r < rows.end; ++r) {
                const charset::Row& row = charset::rows[r];
                for (std::uint32_t trail = row.low; trail <= row.high; ++trail)
                    add(prefix << 16 | std::uint32_t{row.lead} << 8 | trail,
                        meaning(pair_unit(row.first + trail - row.low)));
            }
        };
        add_rows(set.pairs, 0);
        add_rows(set.third, 0x8f);
    }
};

// Made when it is first asked for: most runs never are.
const Encoder& encoder(const Charset& set) {
    static std::mutex lock;
    static std::map<const Charset*, std::unique_ptr<Encoder>> made;
    std::scoped_lock hold(lock);
    std::unique_ptr<Encoder>& out = made[&set];
    if (!out) out = std::make_unique<Encoder>(set);
    return *out;
}

// iso-2022-jp: escape sequences switch between ASCII and the pairs of JIS X 0208, which are those of euc-jp without
// their high bits.
constexpr std::string_view to_ascii = "\x1b(B", to_roman = "\x1b(J", to_pairs = "\x1b$B", to_old_pairs = "\x1b$@";

Decoded decode_iso_2022_jp(std::string_view bytes) {
    const Charset& table = *find("euc-jp");
    Decoded out;
    bool pairs = false, roman = false;
    for (std::size_t i = 0; i < bytes.size();) {
        const std::string_view rest = bytes.substr(i);
        const bool wide = rest.starts_with(to_pairs) || rest.starts_with(to_old_pairs);
        if (wide || rest.starts_with(to_ascii) || rest.starts_with(to_roman)) {
            pairs = wide;
            roman = rest.starts_with(to_roman);
            i += to_ascii.size();
            continue;
        }
        const auto byte = static_cast<unsigned char>(bytes[i]);
        if (byte == '\n') pairs = roman = false;  // a line begins in ASCII
        Meaning meant{byte, 0, byte < 0x80 && byte != 0x1b};
        if (pairs && byte >= 0x80) meant = {};
        if (pairs && byte < 0x80)
            meant = rest.size() < 2 ? Meaning{}
                                    : pair(table.pairs, byte | 0x80, static_cast<unsigned char>(rest[1]) | 0x80);
        if (roman && byte == '\\') meant.first = U'¥';
        if (roman && byte == '~') meant.first = U'‾';
        if (!meant.known) {
            out.bad = i;
            return out;
        }
        append_utf8(out.text, meant.first);
        i += pairs ? 2 : 1;
    }
    return out;
}

std::optional<std::string> encode_iso_2022_jp(std::string_view text) {
    const Encoder& made = encoder(*find("euc-jp"));
    std::string out;
    bool pairs = false;
    for (std::size_t i = 0; i < text.size();) {
        const char32_t c = take_utf8(text, i);
        const bool wide = c >= 0x80;
        if (wide != pairs) out += wide ? to_pairs : to_ascii;
        pairs = wide;
        if (!wide) {
            out += static_cast<char>(c);
            continue;
        }
        auto found = made.of_one.find(c);
        // Pairs only: half-width kana and JIS X 0212 are not of this encoding.
        if (found == made.of_one.end() || found->second < 0xa1a1 || found->second > 0xfefe) return std::nullopt;
        out += sequence(found->second & 0x7f7f);
    }
    if (pairs) out += to_ascii;
    return out;
}

}  // namespace

Decoded decode_charset(std::string_view bytes, const std::string& name) {
    if (name == "utf-8") return {std::string(bytes), invalid_utf8(bytes)};
    if (name == iso_2022_jp) return decode_iso_2022_jp(bytes);
    const Charset* set = find(name);
    if (!set) return {"", 0};
    Decoded out;
    out.text.reserve(bytes.size() + bytes.size() / 4);
    const auto* at = reinterpret_cast<const unsigned char*>(bytes.data());
    for (std::size_t i = 0; i < bytes.size();) {
        if (std::size_t run = ascii_run(bytes, i)) {
            out.text += bytes.substr(i, run);
            i += run;
            continue;
        }
        const std::size_t left = bytes.size() - i;
        std::size_t length = 1;
        Meaning meant = meaning(charset::singles[set->singles + at[i]]);
        if (!meant.known && left >= 2) meant = pair(set->pairs, at[i], at[i + 1]), length = 2;
        if (!meant.known && left >= 3 && at[i] == 0x8f) meant = pair(set->third, at[i + 1], at[i + 2]), length = 3;
        if (!meant.known && left >= 4 && set->four_bytes) meant = four_bytes(at + i), length = 4;
        if (!meant.known) {
            out.bad = i;
            return out;
        }
        append_utf8(out.text, meant.first);
        if (meant.second) append_utf8(out.text, meant.second);
        i += length;
    }
    return out;
}

std::optional<std::string> encode_charset(std::string_view text, const std::string& name) {
    if (name == "utf-8") return std::string(text);
    if (invalid_utf8(text) != text.npos) return std::nullopt;
    if (name == iso_2022_jp) return encode_iso_2022_jp(text);
    const Charset* set = find(name);
    if (!set) return std::nullopt;
    std::string out;
    const Encoder* made = nullptr;
    for (std::size_t i = 0; i < text.size();) {
        if (std::size_t run = ascii_run(text, i)) {
            out += text.substr(i, run);
            i += run;
            continue;
        }
        if (!made) made = &encoder(*set);
        const char32_t c = take_utf8(text, i);
        if (!made->of_two.empty() && i < text.size()) {
            std::size_t next = i;
            const char32_t second = take_utf8(text, next);
            if (auto two = made->of_two.find({c, second}); two != made->of_two.end()) {
                out += sequence(two->second);
                i = next;
                continue;
            }
        }
        if (auto one = made->of_one.find(c); one != made->of_one.end())
            out += sequence(one->second);
        else if (std::string four = set->four_bytes ? four_bytes_of(c) : ""; !four.empty())
            out += four;
        else
            return std::nullopt;
    }
    return out;
}

}  // namespace zen
