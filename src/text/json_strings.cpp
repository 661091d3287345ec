#include "text/json_strings.h"

#include <cstdint>
#include <optional>

namespace zen {
namespace {

void append_utf8(std::string& out, std::uint32_t c) {
    auto byte = [&](std::uint32_t value) { out += static_cast<char>(value); };
    if (c < 0x80) {
        byte(c);
    } else if (c < 0x800) {
        byte(0xc0 | c >> 6), byte(0x80 | (c & 63));
    } else if (c < 0x10000) {
        byte(0xe0 | c >> 12), byte(0x80 | (c >> 6 & 63)), byte(0x80 | (c & 63));
    } else {
        byte(0xf0 | c >> 18), byte(0x80 | (c >> 12 & 63)), byte(0x80 | (c >> 6 & 63)), byte(0x80 | (c & 63));
    }
}

std::optional<std::uint32_t> hex4(std::string_view text) {
    if (text.size() < 4) return std::nullopt;
    std::uint32_t out = 0;
    for (char c : text.substr(0, 4)) {
        int digit = c >= '0' && c <= '9'   ? c - '0'
                    : c >= 'a' && c <= 'f' ? c - 'a' + 10
                    : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                           : -1;
        if (digit < 0) return std::nullopt;
        out = out * 16 + static_cast<std::uint32_t>(digit);
    }
    return out;
}

// What a JSON string (with quotes) says, line by line; false for an escape that is none.
bool read_lines(std::string_view json, std::vector<JsonLine>& out) {
    json = json.substr(1, json.size() - 2);
    std::size_t line_start = 0;
    std::string text;
    for (std::size_t i = 0; i < json.size();) {
        char c = json[i];
        bool ends = c == '\n';
        if (c != '\\') {
            text += c;
            ++i;
        } else {
            if (i + 1 >= json.size()) return false;
            constexpr std::string_view letters = "\"\\/bfnrt", meanings = "\"\\/\b\f\n\r\t";
            char letter = json[i + 1];
            i += 2;
            if (std::size_t which = letters.find(letter); which != letters.npos) {
                text += meanings[which];
                ends = letter == 'n';
            } else if (letter == 'u') {
                auto unit = hex4(json.substr(i));
                if (!unit) return false;
                i += 4;
                if (*unit >= 0xd800 && *unit < 0xdc00 && json.substr(i).starts_with("\\u")) {
                    auto low = hex4(json.substr(i + 2));
                    if (!low || *low < 0xdc00 || *low > 0xdfff) return false;
                    unit = 0x10000 + ((*unit - 0xd800) << 10) + (*low - 0xdc00);
                    i += 6;
                }
                if (*unit >= 0xd800 && *unit <= 0xdfff) return false;  // half a character
                append_utf8(text, *unit);
                ends = *unit == '\n';
            } else {
                return false;
            }
        }
        if (ends) {
            out.push_back({std::move(text), json.substr(line_start, i - line_start)});
            text.clear();
            line_start = i;
        }
    }
    if (line_start < json.size()) out.push_back({std::move(text), json.substr(line_start)});
    return true;
}

}  // namespace

bool read_lines(std::string_view json, std::span<const Span> strings, std::vector<JsonLine>& out) {
    for (Span string : strings) {
        // A string may go on with the line of the one before it.
        bool joins = !out.empty() && !out.back().text.ends_with('\n');
        std::size_t first = out.size();
        if (!read_lines(json.substr(string.start, string.size()), out)) return false;
        if (joins && out.size() > first) {
            out[first - 1].text += out[first].text;
            out[first - 1].json = {};  // of two strings: there is no one piece of JSON for it
            out.erase(out.begin() + static_cast<std::ptrdiff_t>(first));
        }
    }
    return true;
}

std::string json_of(std::string_view text, bool ascii) {
    std::string out;
    auto unit = [&](std::uint32_t value) {
        static constexpr char digits[] = "0123456789abcdef";
        out += "\\u";
        for (int shift = 12; shift >= 0; shift -= 4) out += digits[value >> shift & 15];
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto c = static_cast<unsigned char>(text[i]);
        if (c == '"' || c == '\\') {
            out += '\\', out += text[i];
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '\r') {
            out += "\\r";
        } else if (c == '\t') {
            out += "\\t";
        } else if (c < 0x20) {
            unit(c);
        } else if (c < 0x80 || !ascii) {
            out += text[i];
        } else {
            int more = c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : 1;
            std::uint32_t value = c & (more == 3 ? 7u : more == 2 ? 15u : 31u);
            for (; more > 0; --more) value = value << 6 | (static_cast<unsigned char>(text[++i]) & 63u);
            if (value >= 0x10000) {
                unit(0xd800 + ((value - 0x10000) >> 10));
                unit(0xdc00 + ((value - 0x10000) & 0x3ff));
            } else {
                unit(value);
            }
        }
    }
    return out;
}

}  // namespace zen
