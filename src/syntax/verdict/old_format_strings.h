// f-strings as Python read them before 3.12 (PEP 701): as strings, with the code in their fields read by itself.
// Source: Parser/string_parser.c of CPython 3.11.
#pragma once
#include <optional>
#include <string_view>

#include "syntax/verdict/tokens.h"

namespace zen::verdict {

// What is wrong with the fields of the body, the text between the quotes; escapes are judged elsewhere. The place is
// in the body, and empty where CPython names the statement's last token.
std::optional<Mistake> old_format_mistake(std::string_view body, bool raw, int minor);

}  // namespace zen::verdict
