// How the lines of a page are read, word by word.
#pragma once
#include <string>
#include <string_view>

#include "text/trimmed.h"

namespace zen {

// Takes the word off the line's beginning, if it stands there.
bool take(std::string_view& line, std::string_view word);
// `text`, in backticks.
std::string quoted(std::string_view text);
// A letter, a digit or `_`.
bool name_character(char c);

}  // namespace zen
