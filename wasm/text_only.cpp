// Encodings for the site, in place of text/charset.cpp and its tables: the editor of a web page holds text, so a coding
// comment says only what the file would be written in.
#include "text/charset.h"

namespace zen {

Decoded decode_charset(std::string_view bytes, const std::string&) {
    return {std::string(bytes), invalid_utf8(bytes)};
}

std::optional<std::string> encode_charset(std::string_view text, const std::string&) {
    return std::string(text);
}

}  // namespace zen
