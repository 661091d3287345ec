// What is needed of an encoding before, or without, its table: its name, and whether UTF-8 is valid.
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <span>

#include "text/charset.h"
#include "text/charset_table.h"

namespace zen {

std::string charset_name(std::string_view declared) {
    // As Python's encodings.normalize_encoding has it: what is neither letter nor digit nor `.` parts words.
    std::string name;
    for (char c : declared) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        const bool part =
            (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || static_cast<unsigned char>(c) >= 0x80;
        if (part)
            name += c;
        else if (!name.empty() && name.back() != '_')
            name += '_';
    }
    // PEP 263 readers take any "utf-8-…" and "latin-1-…" for the plain encoding (get_normal_name in tokenize.py).
    if (name.starts_with("utf_8_")) return "utf-8";
    if (name.starts_with("latin_1_") || name.starts_with("iso_8859_1_") || name.starts_with("iso_latin_1_"))
        return "iso-8859-1";
    if (name.ends_with('_')) name.pop_back();
    if (name == "utf_8") return "utf-8";  // as nearly all of them
    std::span all(charset::aliases, charset::alias_count);
    auto same = [&](const charset::Alias& a) { return a.alias == name; };
    if (auto it = std::ranges::find_if(all, same); it != all.end()) return it->name;
    std::ranges::replace(name, '_', '-');
    return name;
}

bool charset_known(const std::string& name) {
    return name == "utf-8" || name == charset::iso_2022_jp ||
           std::ranges::any_of(std::span(charset::charsets, charset::charset_count),
                               [&](const charset::Charset& c) { return name == c.name; });
}

std::size_t ascii_run(std::string_view text, std::size_t at) {
    std::size_t begin = at;
    std::uint64_t eight;
    for (; at + sizeof eight <= text.size(); at += sizeof eight) {
        std::memcpy(&eight, text.data() + at, sizeof eight);
        if (eight & 0x8080808080808080u) break;
    }
    return at - begin;
}

std::size_t invalid_utf8(std::string_view text) {
    auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
    for (std::size_t i = ascii_run(text, 0); i < text.size();) {
        unsigned lead = byte(i);
        if (lead < 0x80) {
            ++i;
            if (i % 8 == 0) i += ascii_run(text, i);
            continue;
        }
        std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
        unsigned low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;   // no overlong forms
        unsigned high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;  // no surrogates, nothing past U+10FFFF
        if (lead < 0xc2 || lead > 0xf4 || byte(i + 1) < low || byte(i + 1) > high) return i;
        for (std::size_t k = 2; k < length; ++k)
            if ((byte(i + k) & 0xc0) != 0x80) return i;
        i += length;
    }
    return std::string_view::npos;
}

}  // namespace zen
