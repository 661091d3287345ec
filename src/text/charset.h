// Between UTF-8 and the other encodings that PEP 263 lets a Python file declare.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace zen {

// Python's spelling brought to one form: lower case, `-` for `_`, aliases resolved ("latin_1" → "iso-8859-1",
// "utf8" → "utf-8").
std::string charset_name(std::string_view declared);
// Is it an encoding that we can read and that Python source can be in?
bool charset_known(const std::string& name);

// How many bytes of `text` from `at` on are ASCII for certain: eight at a time.
std::size_t ascii_run(std::string_view text, std::size_t at);
// Byte offset of the first byte that is no valid UTF-8 (RFC 3629); npos when all is well.
std::size_t invalid_utf8(std::string_view text);

struct Decoded {
    std::string text;                     // UTF-8
    std::size_t bad = std::string::npos;  // offset of the first byte that could not be decoded
};
Decoded decode_charset(std::string_view bytes, const std::string& name);
// Nothing when the encoding has no such character.
std::optional<std::string> encode_charset(std::string_view text, const std::string& name);

}  // namespace zen
