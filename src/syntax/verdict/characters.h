// The characters of tokens.
#pragma once

namespace zen::verdict {

inline bool digit(char c) {
    return c >= '0' && c <= '9';
}
inline bool hex_digit(char c) {
    return digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
// What a name may begin with; of what is beyond ASCII, everything.
inline bool letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace zen::verdict
