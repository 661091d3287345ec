// What string literals say: their prefixes, quotes and escapes are read as Python reads them.
#pragma once
#include <optional>
#include <string>

#include "syntax/tree.h"

namespace zen {

// Appends the value of one literal, which `bytes` says whether it is of bytes (it stays true for the next one); false
// for an f-string. `\N{...}` is left as it is written.
bool read_string(Node literal, bool& bytes, std::string& out);
// The value of a `str` literal, or of several side by side, in UTF-8; nothing for bytes, f-strings and those with
// `\N{...}`.
std::optional<std::string> literal_text(Node literal);
// Code without that quote, as a field of an f-string needs it before Python 3.12: its literals are written with the
// other one. Empty where a literal holds the other quote or a backslash, or has three quotes.
std::string without_quote(std::string_view code, char quote);

}  // namespace zen
