#include "text/charset.h"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <utility>

namespace zen {
namespace {

// Names that Python knows and iconv spells otherwise (aliases of Lib/encodings/aliases.py in everyday use).
constexpr std::array aliases = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"utf8", "utf-8"},
    {"u8", "utf-8"},
    {"utf-8-sig", "utf-8"},
    {"latin-1", "iso-8859-1"},
    {"latin1", "iso-8859-1"},
    {"l1", "iso-8859-1"},
    {"iso8859-1", "iso-8859-1"},
    {"iso-latin-1", "iso-8859-1"},
    {"8859", "iso-8859-1"},
    {"cp819", "iso-8859-1"},
    {"latin-9", "iso-8859-15"},
    {"latin9", "iso-8859-15"},
    {"iso8859-15", "iso-8859-15"},
    {"iso8859-2", "iso-8859-2"},
    {"latin2", "iso-8859-2"},
    {"latin-2", "iso-8859-2"},
    {"us-ascii", "ascii"},
    {"646", "ascii"},
    {"windows-1250", "cp1250"},
    {"windows-1251", "cp1251"},
    {"windows-1252", "cp1252"},
    {"sjis", "shift-jis"},
    {"shiftjis", "shift-jis"},
    {"ms932", "cp932"},
    {"eucjp", "euc-jp"},
    {"euckr", "euc-kr"},
    {"gb2312", "euc-cn"},
    {"koi8r", "koi8-r"},
    {"mac-roman", "macintosh"},
    {"macroman", "macintosh"},
});

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

const char* iconv_name(const std::string& name) {
    return name == "shift-jis" ? "SHIFT_JIS" : name.c_str();
}

}  // namespace

std::string charset_name(std::string_view declared) {
    std::string name;
    for (char c : declared) name += c == '_' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    auto it = std::ranges::find(aliases, name, [](auto& pair) { return pair.first; });
    if (it != aliases.end()) return std::string(it->second);
    // PEP 263 readers take any "utf-8-…" and "latin-1-…" for the plain encoding (get_normal_name in tokenize.py).
    if (name.starts_with("utf-8-")) return "utf-8";
    if (name.starts_with("latin-1-") || name.starts_with("iso-8859-1-") || name.starts_with("iso-latin-1-"))
        return "iso-8859-1";
    return name;
}

bool charset_known(const std::string& name) {
    // UTF-16 and UTF-32 hold NUL bytes, which CPython refuses in source.
    if (name.starts_with("utf-16") || name.starts_with("utf-32")) return false;
    return name == "utf-8" || Converter("UTF-8", iconv_name(name)).valid();
}

std::size_t invalid_utf8(std::string_view text) {
    auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
    for (std::size_t i = 0; i < text.size();) {
        unsigned lead = byte(i);
        if (lead < 0x80) {
            ++i;
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
