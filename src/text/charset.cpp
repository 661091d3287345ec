#include "text/charset.h"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <utility>

namespace zen {
namespace {

// Names that Python knows and iconv spells otherwise (aliases of Lib/encodings/aliases.py in everyday use).
constexpr auto aliases = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"utf8", "utf-8"},           {"u8", "utf-8"},
    {"utf-8-sig", "utf-8"},      {"cp65001", "utf-8"},
    {"latin-1", "iso-8859-1"},   {"latin1", "iso-8859-1"},
    {"latin", "iso-8859-1"},     {"l1", "iso-8859-1"},
    {"iso8859-1", "iso-8859-1"}, {"iso-latin-1", "iso-8859-1"},
    {"8859", "iso-8859-1"},      {"cp819", "iso-8859-1"},
    {"latin2", "iso-8859-2"},    {"latin-2", "iso-8859-2"},
    {"iso8859-2", "iso-8859-2"}, {"latin9", "iso-8859-15"},
    {"latin-9", "iso-8859-15"},  {"iso8859-15", "iso-8859-15"},
    {"us-ascii", "ascii"},       {"646", "ascii"},
    {"windows-1250", "cp1250"},  {"windows-1251", "cp1251"},
    {"windows-1252", "cp1252"},  {"sjis", "shift-jis"},
    {"s-jis", "shift-jis"},      {"shiftjis", "shift-jis"},
    {"csshiftjis", "shift-jis"}, {"ms932", "cp932"},
    {"mskanji", "cp932"},        {"ms-kanji", "cp932"},
    {"windows-31j", "cp932"},    {"eucjp", "euc-jp"},
    {"ujis", "euc-jp"},          {"euckr", "euc-kr"},
    {"korean", "euc-kr"},        {"ms949", "cp949"},
    {"gb2312", "euc-cn"},        {"euccn", "euc-cn"},
    {"chinese", "euc-cn"},       {"ms936", "gbk"},
    {"big5-tw", "big5"},         {"big5hkscs", "big5-hkscs"},
    {"koi8r", "koi8-r"},         {"mac-roman", "macintosh"},
    {"macroman", "macintosh"},
});

// Python's shift_jis keeps ASCII's backslash and tilde where the standard (and iconv) puts a yen sign and an overline;
// so does cp932, which has all of its characters and some more.
const char* iconv_name(const std::string& name) {
    return name == "shift-jis" ? "cp932" : name.c_str();
}

struct Converter {
    iconv_t handle;
    Converter(const char* to, const char* from) : handle(iconv_open(to, from)) {}
    ~Converter() {
        if (valid()) iconv_close(handle);
    }
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;
    bool valid() const { return handle != reinterpret_cast<iconv_t>(-1); }

    Decoded run(std::string_view in) {
        Decoded out;
        out.text.reserve(in.size() + in.size() / 4);
        std::array<char, 4096> buffer;
        char* from = const_cast<char*>(in.data());  // iconv's signature; it does not write
        std::size_t left = in.size();
        for (bool flushing = false;;) {
            char* to = buffer.data();
            std::size_t room = buffer.size();
            std::size_t status =
                flushing ? iconv(handle, nullptr, nullptr, &to, &room) : iconv(handle, &from, &left, &to, &room);
            int error = errno;
            out.text.append(buffer.data(), static_cast<std::size_t>(to - buffer.data()));
            if (status == static_cast<std::size_t>(-1)) {
                if (error == E2BIG) continue;
                out.bad = in.size() - left;
                return out;
            }
            if (flushing) return out;
            flushing = true;
        }
    }
};

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// How many bytes of `text` from `at` on are ASCII for certain: eight at a time.
std::size_t ascii_run(std::string_view text, std::size_t at) {
    std::size_t begin = at;
    std::uint64_t eight;
    for (; at + sizeof eight <= text.size(); at += sizeof eight) {
        std::memcpy(&eight, text.data() + at, sizeof eight);
        if (eight & 0x8080808080808080u) break;
    }
    return at - begin;
}

}  // namespace

std::string charset_name(std::string_view declared) {
    std::string name;
    for (char c : declared) name += c == '_' ? '-' : lower(c);
    auto it = std::ranges::find(aliases, name, [](auto& pair) { return pair.first; });
    if (it != aliases.end()) return std::string(it->second);
    // PEP 263 readers take any "utf-8-…" and "latin-1-…" for the plain encoding (get_normal_name in tokenize.py).
    if (name.starts_with("utf-8-")) return "utf-8";
    if (name.starts_with("latin-1-") || name.starts_with("iso-8859-1-") || name.starts_with("iso-latin-1-"))
        return "iso-8859-1";
    return name;
}

bool charset_known(const std::string& name) {
    if (name == "utf-8") return true;
    Converter converter("UTF-8", iconv_name(name));
    if (name.empty() || !converter.valid()) return false;  // iconv takes "" for the locale's
    // Python's grammar is written in ASCII: an encoding that says anything else with these bytes (UTF-16, EBCDIC) holds
    // no source, and CPython refuses it too.
    std::string ascii = "\t\n\f\r";
    for (char c = ' '; c <= '~'; ++c) ascii += c;
    Decoded decoded = converter.run(ascii);
    return decoded.bad == std::string::npos && decoded.text == ascii;
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

Decoded decode_charset(std::string_view bytes, const std::string& name) {
    if (name == "utf-8") return {std::string(bytes), invalid_utf8(bytes)};
    Converter converter("UTF-8", iconv_name(name));
    return converter.valid() ? converter.run(bytes) : Decoded{"", 0};
}

std::optional<std::string> encode_charset(std::string_view text, const std::string& name) {
    if (name == "utf-8") return std::string(text);
    Converter converter(iconv_name(name), "UTF-8");
    if (!converter.valid()) return std::nullopt;
    Decoded out = converter.run(text);
    if (out.bad != std::string::npos) return std::nullopt;
    return std::move(out.text);
}

}  // namespace zen
